/** What comes out when a PDF is printed: pictures, text and codes by programs that know nothing of ours. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue, a byte each, from the upper left. */
  readonly pixels: Buffer;
}

/** Rendered by poppler. */
export function pictureOf(pdf: Uint8Array, dpi: number): Picture {
  return inFolder(pdf, (file, folder) => {
    execFileSync('pdftoppm', ['-r', String(dpi), '-singlefile', file, join(folder, 'page')]);
    return parsePpm(readFileSync(join(folder, 'page.ppm')));
  });
}

/** Extracted by poppler, without any white space. */
export function textOf(pdf: Uint8Array): string {
  return inFolder(pdf, (file) =>
    execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }).replace(/\s/gu, ''),
  );
}

/** Metadata and page count as poppler reports them. */
export function infoOf(pdf: Uint8Array): string {
  return inFolder(pdf, (file) => execFileSync('pdfinfo', [file], { encoding: 'utf8' }));
}

/** The QR code read from the printed page by zbar. */
export function codeOn(pdf: Uint8Array, dpi: number): string {
  return inFolder(pdf, (file, folder) => {
    execFileSync('pdftoppm', ['-r', String(dpi), '-gray', '-singlefile', file, join(folder, 'page')]);
    // Of QR codes alone: now and then zbar takes lines of text for bars of another kind.
    const options = ['-q', '--raw', '-Sdisable', '-Sqrcode.enable', join(folder, 'page.pgm')];
    return execFileSync('zbarimg', options, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  });
}

export function assertSound(pdf: Uint8Array): void {
  inFolder(pdf, (file) => execFileSync('qpdf', ['--check', file]));
}

/** How many pixels in the box (points, origin at the lower left) pass the test. */
export function countPixels(
  picture: Picture,
  box: { left: number; right: number; bottom: number; top: number },
  passes: (red: number, green: number, blue: number) => boolean,
): number {
  const perPoint = picture.height / 841.89;
  const column = (x: number): number => Math.max(0, Math.min(picture.width, Math.round(x * perPoint)));
  const row = (y: number): number =>
    Math.max(0, Math.min(picture.height, picture.height - Math.round(y * perPoint)));
  let count = 0;
  for (let y = row(box.top); y < row(box.bottom); y++) {
    for (let x = column(box.left); x < column(box.right); x++) {
      const at = 3 * (y * picture.width + x);
      const [red = 0, green = 0, blue = 0] = picture.pixels.subarray(at, at + 3);
      if (passes(red, green, blue)) count++;
    }
  }
  return count;
}

export const isInk = (red: number, green: number, blue: number): boolean => red + green + blue < 600;
export const isRed = (red: number, green: number, blue: number): boolean =>
  red > 180 && green < 90 && blue < 90;

function inFolder<T>(pdf: Uint8Array, work: (file: string, folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'linli-page-'));
  try {
    const file = join(folder, 'page.pdf');
    writeFileSync(file, pdf);
    return work(file, folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** P6, width, height, 255, then the bytes (netpbm). */
function parsePpm(bytes: Buffer): Picture {
  const header = /^P6\s(\d+)\s(\d+)\s255\s/u.exec(bytes.toString('latin1', 0, 64));
  if (header === null) throw new Error('not a P6 picture');
  return { width: Number(header[1]), height: Number(header[2]), pixels: bytes.subarray(header[0].length) };
}
