import { expect, it } from 'vitest';
import { fill, waitBetween } from '../../../../server/rules/words/sentences.ts';

it.each([
  ['2026-11-22', '2026-12-04', '十二天', '12 days'],
  ['2026-11-22', '2027-01-25', '两个月零三天', '2 months and 3 days'],
  ['2026-11-22', '2028-10-22', '二十三个月', '23 months'],
  ['2026-11-22', '2028-11-22', '两年', '24 months'],
  ['2026-11-22', '2039-05-01', '十二年零六个月', '149 months and 9 days'],
] as const)('says the time from %s to %s as %s', (from, to, zh, en) => {
  expect([waitBetween(from, to, 'zh'), waitBetween(from, to, 'en')]).toEqual([zh, en]);
});

it('speaks counts as people do and leaves sums of money in figures', () => {
  const known = new Map<string, string | number | boolean>(
    Object.entries({ age: 80, months: 2, sum: 50, day: '2027-01-22', held: true }),
  );
  const gaps = (name: string) => known.get(name);
  expect(fill('满<age>岁，住满<months>个月，每月<sum>元', gaps, 'zh')).toBe('满八十岁，住满两个月，每月50元');
  expect(fill('<day>起；<day|month>；<held>；<nobody>', gaps, 'zh')).toBe(
    '2027 年 1 月 22 日起；2027 年 1 月；是；',
  );
  expect(fill('from <day>, <sum> yuan', gaps, 'en')).toBe('from 2027-01-22, 50 yuan');
});
