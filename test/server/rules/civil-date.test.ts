import { expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  chinaDay,
  chinaMidnightMs,
  chinaTime,
  daysBetween,
  isCivilDate,
  monthsBetween,
  NEVER,
} from '../../../server/rules/civil-date.ts';

it.each([
  ['2026-01-31', 1, '2026-03-01'],
  ['2025-08-31', 6, '2026-03-01'],
  ['2023-08-31', 6, '2024-03-01'],
  ['2026-05-22', 6, '2026-11-22'],
  ['2026-10-31', 2, '2026-12-31'],
  ['2026-12-31', 2, '2027-03-01'],
  ['1944-02-29', 12 * 82, '2026-03-01'],
  ['1944-02-29', 12 * 80, '2024-02-29'],
  ['9999-12-31', 6, NEVER],
])(
  '%s and %i months is %s: a day that is missing becomes the first of the next month',
  (from, months, to) => {
    expect(addMonths(from, months)).toBe(to);
  },
);

it.each([
  ['2026-05-22', '2026-11-22', 6],
  ['2026-05-23', '2026-11-22', 5],
  ['2025-08-31', '2026-02-28', 5],
  ['2025-08-31', '2026-03-01', 6],
  ['2026-12-01', '2026-11-22', 0],
])('from %s to %s whole months passed: %s', (from, to, months) => {
  expect(monthsBetween(from, to)).toBe(months);
});

it('counts months as the rule does: n months have passed exactly when n months later is not after today', () => {
  for (let day = 0; day < 1200; day += 1) {
    const from = addDays('2023-01-01', day);
    for (const to of ['2026-02-28', '2026-03-01', '2024-02-29', '2026-11-22']) {
      const passed = monthsBetween(from, to);
      expect(addMonths(from, passed) <= to || from > to).toBe(true);
      expect(addMonths(from, passed + 1) > to).toBe(true);
    }
  }
});

it('tells a day that exists from one that does not', () => {
  expect(['2024-02-29', '2000-02-29', '2026-12-31'].every(isCivilDate)).toBe(true);
  expect(['2026-02-29', '1900-02-29', '2026-04-31', '2026-13-01', '2026-1-1', ''].some(isCivilDate)).toBe(
    false,
  );
});

it('begins the day at midnight in China, not in Greenwich', () => {
  expect(chinaDay(Date.parse('2026-11-21T15:59:59Z'))).toBe('2026-11-21');
  expect(chinaDay(Date.parse('2026-11-21T16:00:00Z'))).toBe('2026-11-22');
  expect(chinaTime(Date.parse('2026-11-21T15:59:59Z'))).toBe('23:59');
  expect(chinaTime(Date.parse('2026-11-21T16:00:00Z'))).toBe('00:00');
  expect(chinaMidnightMs('2026-11-22')).toBe(Date.parse('2026-11-21T16:00:00Z'));
  expect(daysBetween('2026-11-22', '2027-01-22')).toBe(61);
});
