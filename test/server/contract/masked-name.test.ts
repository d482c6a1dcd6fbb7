import { expect, it } from 'vitest';
import { maskedName } from '#server/contract/masked-name.ts';

it.each([
  ['王样例', '王＊＊'],
  ['王', '王'],
  ['欧阳测试', '欧＊＊＊'],
  ['𠮷样例', '𠮷＊＊'], // U+20BB7, two UTF-16 units
  ['阿卜杜·样例 ', '阿＊＊＊＊＊'],
  ['', ''],
])('masks %s as %s', (name, masked) => {
  expect(maskedName(name)).toBe(masked);
});
