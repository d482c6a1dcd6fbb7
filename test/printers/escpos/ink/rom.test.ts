import { describe, expect, it } from 'vitest';
import { type Charset, isInRom } from '#printers/escpos/ink/rom.ts';
import { level3, POINTS_OF_2022 } from '../../level-3.ts';

const ALL: readonly Charset[] = ['gb2312', 'gbk', 'gb18030'];
const inRomOf = (character: string) => ALL.filter((charset) => isInRom(character, charset));

describe('the ROM of a slip printer', () => {
  it.each<[string, string, readonly Charset[]]>([
    ['居', 'in every ROM', ['gb2312', 'gbk', 'gb18030']],
    ['·', 'in every ROM', ['gb2312', 'gbk', 'gb18030']],
    ['堃', 'beyond GB 2312', ['gbk', 'gb18030']],
    ['ⅰ', 'in a row of GB 2312 and not in it', ['gbk', 'gb18030']],
    ['䶮', 'added in 2000', ['gb18030']],
    ['€', 'added in 2000', ['gb18030']],
    ['㐀', 'of four bytes', ['gb18030']],
    ['𬭎', 'of four bytes', ['gb18030']],
    ['한', 'no Han character', []],
    ['ئ', 'no Han character', []],
    ['¥', 'no Han character', []],
    ['\u{30000}', 'outside level 3', []],
    ['\ue000', 'of private use', []],
    ['\ufe10', 'new in 2022, two bytes', ['gb18030']],
    ['\ud840', 'half a character', []],
  ])('knows that %s is %s', (character, _what, charsets) => {
    expect(inRomOf(character)).toEqual(charsets);
  });

  // GB 2312-80 has 682 signs and 6,763 Han characters; code page 936 has 21,791 of two bytes (python3, codec "gbk").
  it.each([
    ['gb2312', 7445],
    ['gbk', 21_791],
  ] as const)('of charset %s has %i characters of two bytes', (charset, count) => {
    const basic = Array.from({ length: 0x10000 - 0x80 }, (_, at) => String.fromCharCode(at + 0x80));
    expect(basic.filter((character) => isInRom(character, charset))).toHaveLength(count);
  });

  it('of charset gb18030 has every Han character of level 3 and the 18 points of 2022', () => {
    const characters = [...level3(), ...POINTS_OF_2022.map(([character]) => character)];
    expect(characters.filter((character) => !isInRom(character, 'gb18030'))).toEqual([]);
  });
});
