import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { profile } from '#printers/escpos/profiles/plain.ts';
import { dressSlip } from '#printers/slip/dress-slip.ts';
import type { Slip } from '#printers/slip/slip.ts';
import { type Picture, readPng } from '../../papers/read-png.ts';
import { testFonts } from '../page/sample.ts';
import { driverFor, Print, startPrinter } from './slip-bench.ts';

const NAME = '𬭎䶮㛃𠅤𫟷';
/** Where the paper of the picture has its first dot, and where the first row begins. */
const [LEFT, TOP] = [16 + 32, 16 + 56];
const DARK = 128;

it.each([
  ['shapes', { userGlyphs: 10 }],
  ['a picture', { raster: true }],
])('a rare name stands on the paper dot for dot as the server drew it, sent as %s', async (_, means) => {
  const line = { kind: 'text', text: NAME, align: 'left', size: 'normal', bold: false } as const;
  const slip = dressSlip({ lines: [line] }, await testFonts());
  const { pixels, width, channels } = await pictureOf(slip, means);
  for (const [at, character] of Array.from(NAME).entries()) {
    const shape = Buffer.from(slip.glyphs?.[character] ?? '', 'base64');
    expect(shape).toHaveLength(72);
    for (let x = 0; x < 24; x += 1) {
      for (let y = 0; y < 24; y += 1) {
        const isBlack = ((shape[x * 3 + (y >> 3)] ?? 0) & (0x80 >> (y & 7))) !== 0;
        const pixel = pixels[channels * ((TOP + y) * width + LEFT + 24 * at + x)] ?? 255;
        if (pixel < DARK !== isBlack) throw new Error(`${character} differs at ${x}, ${y}`);
      }
    }
  }
});

/** One pixel is one dot. */
async function pictureOf(slip: Slip, means: object): Promise<Picture> {
  const { printer, path } = await startPrinter();
  const papers: string[] = [];
  printer.onPaper = ({ file }) => papers.push(file);
  const end = await new Print(driverFor(path, { profile: { ...profile, ...means } }), slip).ended;
  expect(end).toMatchObject({ type: 'done' });
  return readPng(execFileSync('rsvg-convert', ['--background-color', 'white', papers[0] ?? '']));
}
