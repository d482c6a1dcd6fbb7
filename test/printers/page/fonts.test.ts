import { expect, it } from 'vitest';
import { loadFonts } from '#printers/page/fonts.ts';
import { testFonts } from './sample.ts';

/** GB 18030-2022, implementation level 3: 87,887 Han characters (CJK unified ideographs and 12 in the F900 block). */
const LEVEL_3 = [
  [0x4e00, 0x9fef],
  [0x3400, 0x4db5],
  [0x20000, 0x2a6d6],
  [0x2a700, 0x2b734],
  [0x2b740, 0x2b81d],
  [0x2b820, 0x2cea1],
  [0x2ceb0, 0x2ebe0],
] as const;
const COMPATIBLE = [
  0xfa0e, 0xfa0f, 0xfa11, 0xfa13, 0xfa14, 0xfa1f, 0xfa21, 0xfa23, 0xfa24, 0xfa27, 0xfa28, 0xfa29,
];

function level3(): string[] {
  const ranges = LEVEL_3.flatMap(([from, to]) =>
    Array.from({ length: to - from + 1 }, (_, index) => from + index),
  );
  return [...ranges, ...COMPATIBLE].map((codePoint) => String.fromCodePoint(codePoint));
}

it('draws every Han character of GB 18030-2022 level 3 with ink', { timeout: 60_000 }, async () => {
  const characters = level3();
  expect(characters).toHaveLength(87_887);
  expect((await testFonts()).missingGlyphs(characters.join(''))).toEqual([]);
});

it('takes a character from the first font that has it', async () => {
  const fonts = await testFonts();
  const file = (char: string): string | undefined =>
    fonts
      .find(char.codePointAt(0) ?? 0, 'regular')
      ?.face.path.split('/')
      .at(-1);
  expect([file('王'), file('𬭎'), file('䶮'), file('𫟷')]).toEqual([
    'NotoSerifSC_400Regular.ttf',
    'NotoSerifSC_400Regular.ttf',
    'NotoSerifSC_400Regular.ttf',
    'HanaMinB.ttf',
  ]);
});

it('thickens the pen only where there is no bold cut', async () => {
  const fonts = await testFonts();
  expect(fonts.find(0x738b, 'bold')?.thickened).toBe(false);
  expect(fonts.find(0x2b7f7, 'bold')?.thickened).toBe(true);
  expect(fonts.find(0x2b7f7, 'regular')?.thickened).toBe(false);
});

it('names each missing code point once when there is no fallback font', async () => {
  const fonts = await loadFonts({ fallback: [] });
  expect(fonts.missingGlyphs('王𫟷样𫟷\u{e863}例')).toEqual([0x2b7f7, 0xe863]);
});
