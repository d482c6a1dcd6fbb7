import { expect, it } from 'vitest';
import { type Condition, judge } from '../../../server/rules/judgement.ts';
import { readLeafTest } from '../../../server/rules/leaf-test.ts';
import { earliestDay } from '../../../server/rules/waiting.ts';

type Rounding = 'up' | 'down';

function leafOf(is: string, fact = 'permit.until', rounding: Rounding = 'up'): Condition {
  const test = readLeafTest(is, 'date');
  if (test === undefined) throw new Error(is);
  return { kind: 'leaf', leaf: { id: 'leaf', fact, type: 'date', test, rounding } };
}
const on = (condition: Condition, today: string, value: string | null = '2027-03-31') =>
  judge(condition, { facts: { 'permit.until': value }, parameters: {}, today }).truth;
const earliest = (condition: Condition, today: string, value = '2027-03-31') =>
  earliestDay(condition, {
    facts: { 'permit.until': value },
    today,
    parametersOn: () => ({}),
    changeDays: [],
  });

it('is due from so many days before, and stays due when it is late', () => {
  const due = leafOf('due within 30 days');
  expect(['2027-02-28', '2027-03-01', '2027-03-31', '2027-04-01'].map((day) => on(due, day))).toEqual([
    'no',
    'yes',
    'yes',
    'yes',
  ]);
  expect(earliest(due, '2026-11-22')).toBe('2027-03-01');
});

it('rounds a month before the thirty-first as the definition states', () => {
  expect(earliest(leafOf('due within 1 months'), '2026-11-22')).toBe('2027-03-01');
  expect(earliest(leafOf('due within 1 months', 'permit.until', 'down'), '2026-11-22')).toBe('2027-02-28');
});

it('counts days as well as months', () => {
  const late = leafOf('within 30 days');
  expect(['2027-03-30', '2027-03-31', '2027-04-30', '2027-05-01'].map((day) => on(late, day))).toEqual([
    'no',
    'yes',
    'yes',
    'no',
  ]);
  expect(earliest(leafOf('for at least 60 days'), '2027-04-01')).toBe('2027-05-30');
});

it('opens every year on the first day of its window and closes after the last', () => {
  const window = leafOf('each year from 09-01 to 12-31', 'calendar.today');
  expect(['2026-08-31', '2026-09-01', '2026-12-31', '2027-01-01'].map((day) => on(window, day))).toEqual([
    'no',
    'yes',
    'yes',
    'no',
  ]);
  expect(earliest(window, '2027-01-01')).toBe('2027-09-01');
});

it('knows a window that reaches over the end of the year', () => {
  const winter = leafOf('each year from 11-15 to 02-29', 'calendar.today');
  expect(['2026-11-14', '2026-11-15', '2027-02-28', '2027-03-01'].map((day) => on(winter, day))).toEqual([
    'no',
    'yes',
    'yes',
    'no',
  ]);
  expect(earliest({ kind: 'not', of: [winter] }, '2027-02-28')).toBe('2027-03-01');
});

it.each([
  'each year from 9-1 to 12-31',
  'each year from 02-30 to 12-31',
  'due within n days',
  'within 3 years',
])('does not read "%s"', (is) => {
  expect(readLeafTest(is, 'date')).toBeUndefined();
});
