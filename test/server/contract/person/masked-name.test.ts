import { expect, it } from 'vitest';
import { maskedName } from '#server/contract/person/masked-name.ts';
import { unshowable } from '#server/contract/person/unshowable.ts';

it.each([
  ['王样例', '王＊＊'],
  ['王', '王'],
  ['欧阳测试', '欧＊＊＊'],
  ['𠮷样例', '𠮷＊＊'], // U+20BB7, two UTF-16 units
  ['阿卜杜·样例 ', '阿＊＊＊＊＊'],
  ['ZHENGJIAN, YANGBEN', 'Z＊＊ Y＊＊'],
  ["O'CESHI,YANGBEN MARIA ANNA", 'O＊＊ Y＊＊'],
  ['Ölçüm', 'Ö＊＊'],
  ['CESHI', 'C＊＊'],
  ['\ue000样例', '□＊＊'],
  ['\ud842样例', '□＊＊'],
  ['王\ue000', '王＊'],
  ['', ''],
])('masks %s as %s', (name, masked) => {
  expect(maskedName(name)).toBe(masked);
});

it('names the characters that no font can be trusted with, each once', () => {
  expect(unshowable('王䶮𬭎·\u3000A')).toEqual([]);
  expect(unshowable('王\uf137\u{10fffd}\uf137\ud842')).toEqual([0xf137, 0x10fffd, 0xd842]);
});
