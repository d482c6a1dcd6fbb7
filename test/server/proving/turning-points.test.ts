import { expect, it } from 'vitest';
import { distancesOf } from '../../../server/proving/turning-points.ts';
import { type FactType, readLeafTest } from '../../../server/rules/leaf-test.ts';

function past(is: string, type: FactType, value: string | number, today = '2026-11-22'): number[] {
  const test = readLeafTest(is, type);
  if (test === undefined) throw new Error(`not read: ${is}`);
  const leaf = { id: 'one', fact: 'x.x', type, test, rounding: 'up' } as const;
  return distancesOf(leaf, value, { today, parameters: { limit: 650 } }).map((each) => each.past);
}

it.each([
  ['>= today', 'date', '2026-11-21', [-1]],
  ['>= today', 'date', '2026-11-22', [0]],
  ['age at least 80', 'date', '1946-11-23', [-1]],
  ['age at least 80', 'date', '1946-11-22', [0]],
  ['for at least 6 months', 'date', '2026-05-21', [1]],
  ['within 12 months', 'date', '2025-11-21', [1]],
  ['due within 30 days', 'date', '2026-12-23', [-1]],
  ['<= $limit', 'number', 651, [1]],
  ['between 16 and 60', 'number', 16, [0, -44]],
  ['each year from 09-01 to 12-31', 'date', '2026-09-01', [0, 121 - 242]],
  ['each year from 09-01 to 12-31', 'date', '2027-01-01', [122, 1]],
  ['each year from 01-01 to 03-31', 'date', '2026-12-31', [-1, -90]],
  ['= 3', 'number', 3, []],
] as const)('"%s" of a %s: %s is %j past the turning point', (is, type, value, distances) => {
  expect(past(is, type, value)).toEqual(distances);
});
