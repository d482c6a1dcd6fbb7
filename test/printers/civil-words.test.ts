import { expect, it } from 'vitest';
import { chineseNumber, spokenDate } from '#printers/civil-words.ts';

it('says a date without leading zeros', () => {
  expect(spokenDate('2026-01-02')).toBe('2026年1月2日');
});

it.each([
  [1, '一'],
  [7, '七'],
  [10, '十'],
  [15, '十五'],
  [30, '三十'],
  [90, '九十'],
  [99, '九十九'],
  [100, '一百'],
  [105, '一百零五'],
  [110, '一百一十'],
  [180, '一百八十'],
  [365, '三百六十五'],
])('writes %i as %s', (value, words) => {
  expect(chineseNumber(value)).toBe(words);
});
