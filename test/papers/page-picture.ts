/** Pictures of a PDF's pages, at 96 dpi, as a screen shows them. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FontChain } from '#printers/page/fonts.ts';
import type { PagePaper } from './page-papers.ts';
import { withPalette } from './palette-png.ts';

const DPI = 96;

/** Writes `<name>.png`, or `<name>-1.png` and so on, into `out`; the PDF stays in `dir`. */
export async function picturePages(
  { name, pages, print }: PagePaper,
  fonts: FontChain,
  { dir, out }: { readonly dir: string; readonly out: string },
): Promise<void> {
  const pdf = join(dir, `${name}.pdf`);
  writeFileSync(pdf, await print(fonts));
  // pdftocairo and not pdftoppm, which makes every hairline a whole dark pixel.
  execFileSync('pdftocairo', ['-r', String(DPI), '-png', pdf, join(dir, name)]);
  const drawn = readdirSync(dir).filter((file) => file.startsWith(`${name}-`) && /-\d+\.png$/u.test(file));
  if (drawn.length !== pages) throw new Error(`${name} has ${drawn.length} pages, not ${pages}`);
  for (const [at, file] of drawn.sort().entries()) {
    writeFileSync(join(out, `${pictureNames(name, pages)[at]}`), withPalette(readFileSync(join(dir, file))));
  }
}

export function pictureNames(name: string, pages: number): string[] {
  if (pages === 1) return [`${name}.png`];
  return Array.from({ length: pages }, (_, at) => `${name}-${at + 1}.png`);
}
