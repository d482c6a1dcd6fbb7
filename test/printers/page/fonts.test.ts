import { expect, it } from 'vitest';
import { loadFonts } from '#printers/page/fonts.ts';
import { level3 } from '../level-3.ts';
import { testFonts } from './sample.ts';

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
