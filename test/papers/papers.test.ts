import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testFonts } from '../printers/page/sample.ts';
import { PAGE_PAPERS } from './page-papers.ts';
import { pictureNames } from './page-picture.ts';
import { SLIP_PAPERS } from './slip-papers.ts';

const PROGRAM = join(import.meta.dirname, 'main.ts');
const DOCS = join(import.meta.dirname, '../../docs/papers');
const MAX_BYTES = 1_500_000;
const A4_AT_96_DPI = [794, 1123];

let out: string;
beforeAll(() => {
  out = mkdtempSync(join(tmpdir(), 'linli-papers-test-'));
  const { status, stderr } = spawnSync(process.execPath, [PROGRAM, '--out', out], { encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
});
afterAll(() => rmSync(out, { recursive: true }));

/** Width and height (ISO/IEC 15948, 11.2.1). */
function sizeOf(file: string): number[] {
  const png = readFileSync(file);
  return [png.readUInt32BE(16), png.readUInt32BE(20)];
}

function codesIn(picture: string): string[] {
  const found = spawnSync('zbarimg', ['-q', '--raw', '-Sdisable', '-Sqrcode.enable', picture], {
    encoding: 'utf8',
  });
  return found.stdout.trim().split('\n').filter(Boolean).sort();
}

/** The codes on all pages, as they read from paper printed at 203 dpi. */
function codesOn(pdf: Uint8Array): string[] {
  const file = join(out, 'printed.pdf');
  writeFileSync(file, pdf);
  execFileSync('pdftoppm', ['-r', '203', '-gray', file, join(out, 'printed')]);
  const pages = readdirSync(out).filter((name) => /^printed-\d+\.pgm$/u.test(name));
  const codes = pages.flatMap((name) => codesIn(join(out, name)));
  for (const name of [...pages, 'printed.pdf']) rmSync(join(out, name));
  return codes.sort();
}

it('makes the pictures that the repository shows, of the same sizes, and the same list', () => {
  const pictures = readdirSync(out).filter((name) => name.endsWith('.png'));
  expect(readdirSync(DOCS).filter((name) => name.endsWith('.png'))).toEqual(pictures);
  for (const name of pictures)
    expect([name, sizeOf(join(out, name))]).toEqual([name, sizeOf(join(DOCS, name))]);
  expect(readFileSync(join(out, 'README.md'), 'utf8')).toBe(readFileSync(join(DOCS, 'README.md'), 'utf8'));
});

it('shows whole pages, and keeps all pictures together small', () => {
  for (const { name, pages } of PAGE_PAPERS) {
    for (const file of pictureNames(name, pages)) expect(sizeOf(join(out, file))).toEqual(A4_AT_96_DPI);
  }
  const bytes = readdirSync(out).map((name) => readFileSync(join(out, name)).length);
  expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(MAX_BYTES);
});

it.each(PAGE_PAPERS.map((paper) => [paper.name, paper] as const))(
  'prints %s with codes that read',
  async (_, { print, codes }) => {
    expect(codesOn(await print(await testFonts()))).toEqual([...codes].sort());
  },
);

it.each(SLIP_PAPERS.map((paper) => [paper.name, paper] as const))(
  'prints %s with a code that reads',
  (name, { slip }) => {
    const codes = slip.lines.flatMap((line) => (line.kind === 'qr' ? [line.text] : []));
    expect(codesIn(join(out, `${name}.png`))).toEqual(codes);
  },
);
