/** `npm run papers [-- --out DIR]`: every sample paper, printed as the product prints it, as a picture, and a list of them. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { installedFallback, loadFonts } from '#printers/page/fonts.ts';
import { listOfPapers } from './list.ts';
import { PAGE_PAPERS } from './page-papers.ts';
import { picturePages } from './page-picture.ts';
import { SLIP_PAPERS } from './slip-papers.ts';
import { pictureSlip } from './slip-picture.ts';

const DOCS = join(import.meta.dirname, '../../docs/papers');

const { values } = parseArgs({ options: { out: { type: 'string', default: DOCS } } });
const { out } = values;
const dir = mkdtempSync(join(tmpdir(), 'linli-papers-'));
try {
  mkdirSync(out, { recursive: true });
  const fonts = await loadFonts({ fallback: await installedFallback() });
  for (const paper of PAGE_PAPERS) await picturePages(paper, fonts, { dir, out });
  for (const paper of SLIP_PAPERS) await pictureSlip(paper, fonts, { dir, out });
  writeFileSync(join(out, 'README.md'), listOfPapers());
  process.stdout.write(`${PAGE_PAPERS.length} papers and ${SLIP_PAPERS.length} slips in ${out}\n`);
} finally {
  rmSync(dir, { recursive: true });
}
