/** Where a leaf turns, and how far from there somebody stands: the day before, the day itself, the day after. */
import { type CivilDate, daysBetween, isCivilDate } from '../rules/civil-date.ts';
import { comesOfAge, type Known, type Leaf, moved, operandValue } from '../rules/judgement.ts';
import type { Operand, Scalar } from '../rules/leaf-test.ts';

/** How far past the turning point, in days or in units of the number; negative is short of it. */
export interface Distance {
  /** Which of the turning points of the leaf, such as `age at least` or `from`. */
  readonly point: string;
  readonly past: number;
  /** Whether the leaf turns on arriving (between -1 and 0) or on leaving (between 0 and 1). */
  readonly turns: 'arriving' | 'leaving';
  readonly unit: 'days' | 'number';
}

type Turn = readonly [point: string, turns: Distance['turns']];

/** The turning points that a leaf has, whoever it is held against. */
export function turningPoints({ test, type }: Leaf): readonly Turn[] {
  if (type !== 'date' && type !== 'number') return [];
  switch (test.op) {
    case 'at_least':
    case 'before':
      return [[test.op, 'arriving']];
    case 'at_most':
    case 'after':
      return [[test.op, 'leaving']];
    case 'between':
    case 'each_year':
      return [
        ['first', 'arriving'],
        ['last', 'leaving'],
      ];
    case 'age_at_least':
    case 'for_at_least':
    case 'due_within':
      return [[test.op, 'arriving']];
    case 'within':
      return [[test.op, 'leaving']];
    case 'equals':
    case 'differs':
    case 'in':
    case 'exists':
      return [];
    default:
      return test satisfies never;
  }
}

/** Empty when the fact is not known. `value` is of the leaf's type. */
export function distancesOf(leaf: Leaf, value: Scalar, known: Omit<Known, 'facts'>): readonly Distance[] {
  const unit = leaf.type === 'number' ? 'number' : 'days';
  return turningPoints(leaf).flatMap(([point, turns]): Distance[] => {
    const past = pastOf(leaf, point, value, known);
    return past === undefined ? [] : [{ point, past, turns, unit }];
  });
}

function pastOf(
  { test, rounding }: Leaf,
  point: string,
  value: Scalar,
  known: Omit<Known, 'facts'>,
): number | undefined {
  const of = (operand: Operand): Scalar => operandValue(operand, known);
  const count = (operand: Operand, sign: 1 | -1, unit: 'months' | 'days'): CivilDate =>
    moved(String(value), sign * Number(of(operand)), unit, rounding);
  switch (test.op) {
    case 'at_least':
    case 'at_most':
    case 'before':
    case 'after':
      return apart(of(test.operand), value);
    case 'between':
      return apart(of(point === 'first' ? test.low : test.high), value);
    case 'each_year':
      return fromNearest(String(of(point === 'first' ? test.from : test.to)), String(value));
    case 'age_at_least':
      return apart(comesOfAge(String(value), test, of, rounding), known.today);
    case 'for_at_least':
    case 'within':
      return apart(count(test.count, 1, test.unit), known.today);
    case 'due_within':
      return apart(count(test.count, -1, test.unit), known.today);
    case 'equals':
    case 'differs':
    case 'in':
    case 'exists':
      return undefined;
    default:
      return test satisfies never;
  }
}

/** Days from that month and day in whichever year is nearest: the day after 12-31 is in another. */
function fromNearest(monthDay: string, day: CivilDate): number | undefined {
  const year = Number(day.slice(0, 4));
  const distances = [year - 1, year, year + 1].flatMap((each) => apart(`${each}-${monthDay}`, day) ?? []);
  return distances.toSorted((one, other) => Math.abs(one) - Math.abs(other))[0];
}

/** Days from one day to another, or the difference of two numbers; undefined for anything else. */
function apart(from: Scalar, to: Scalar): number | undefined {
  if (typeof from === 'number' && typeof to === 'number') return to - from;
  if (typeof from !== 'string' || typeof to !== 'string') return undefined;
  return isCivilDate(from) && isCivilDate(to) ? daysBetween(from, to) : undefined;
}
