import { expect, it } from 'vitest';
import { setDocument } from '#printers/page/document/set-document.ts';
import { renderResidenceCertificate } from '#printers/page/residence/residence-certificate.ts';
import { residenceDocument } from '#printers/page/residence/residence-document.ts';
import type { TextMark } from '#printers/page/sheet.ts';
import { countPixels, isInk, pictureOf } from './paper.ts';
import { SAMPLE, testFonts } from './sample.ts';

type Glyph = TextMark['glyphs'][number];

/** In the first font, the last but one from a fallback font. */
const RARE = { ...SAMPLE, name: '𬭎䶮㛃𠅤𫟷样' };

it('prints pixel for pixel as with whole fonts, at 100 and at 203 dpi', { timeout: 60_000 }, async () => {
  const fonts = await testFonts();
  const subset = await renderResidenceCertificate(RARE, fonts);
  const whole = await renderResidenceCertificate(RARE, fonts, { wholeFonts: true });
  expect(whole.length).toBeGreaterThan(100 * subset.length);
  for (const dpi of [100, 203]) {
    expect(pictureOf(subset, dpi).pixels.equals(pictureOf(whole, dpi).pixels)).toBe(true);
  }
});

it('leaves ink in the cell of every character, and rare ones stand on the same baseline', async () => {
  const fonts = await testFonts();
  const picture = pictureOf(await renderResidenceCertificate(RARE, fonts), 203);
  const marks = setDocument(residenceDocument(RARE), fonts).flatMap((sheet) => sheet.marks);
  const lines = marks.filter((mark): mark is TextMark => mark.kind === 'text');
  const inkIn = ({ char, x }: Glyph, line: TextMark, [from, to]: readonly [number, number]): number => {
    const right = x + fonts.width(char, line.weight) * line.size;
    const [bottom, top] = [line.baseline + from * line.size, line.baseline + to * line.size];
    return countPixels(picture, { left: x, right, bottom, top }, isInk);
  };
  const blank = lines.flatMap((line) =>
    line.glyphs.filter((glyph) => inkIn(glyph, line, [-0.18, 0.9]) === 0),
  );
  expect(blank).toEqual([]);
  const name = lines.find(({ glyphs }) => glyphs.map(({ char }) => char).join('') === RARE.name);
  if (name === undefined) throw new Error('the name is not set as one run');
  const feet = name.glyphs.map((glyph) => inkIn(glyph, name, [-0.12, 0.06]) > 0);
  const below = name.glyphs.map((glyph) => inkIn(glyph, name, [-0.18, -0.14]));
  expect(feet).toEqual(feet.map(() => true));
  expect(below).toEqual(below.map(() => 0));
});
