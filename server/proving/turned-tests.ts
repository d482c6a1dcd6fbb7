/** A leaf's test, turned wrong: another operator, a number or a day one off, a choice left out. */
import { addDays, isCivilDate } from '../rules/civil-date.ts';
import type { LeafTest, Operand, Scalar } from '../rules/leaf-test.ts';

/** One less and one more; nothing for what has no neighbours. A month and day is moved by a day. */
export function shifted(value: Scalar): Scalar[] {
  if (typeof value === 'boolean') return [!value];
  if (typeof value === 'number') return [value - 1, value + 1];
  if (isCivilDate(value)) return [addDays(value, -1), addDays(value, 1)];
  const inLeapYear = `2000-${value}`;
  if (isCivilDate(inLeapYear)) return [addDays(inLeapYear, -1).slice(5), addDays(inLeapYear, 1).slice(5)];
  return [];
}

/** Parameters are moved where they are declared. */
function off(operand: Operand): Operand[] {
  if (operand.kind !== 'literal') return [];
  return shifted(operand.value).map((value) => ({ kind: 'literal', value }));
}

const FLIPS = {
  equals: ['differs'],
  differs: ['equals'],
  at_least: ['at_most', 'after'],
  at_most: ['at_least', 'before'],
  before: ['at_most', 'after'],
  after: ['at_least', 'before'],
} as const;

export function turnedTests(test: LeafTest): LeafTest[] {
  switch (test.op) {
    case 'equals':
    case 'differs':
    case 'at_least':
    case 'at_most':
    case 'before':
    case 'after':
      return [
        ...FLIPS[test.op].map((op): LeafTest => ({ ...test, op })),
        ...off(test.operand).map((operand): LeafTest => ({ ...test, operand })),
      ];
    case 'in':
      return test.operands.map((_, at) => ({ ...test, operands: test.operands.toSpliced(at, 1) }));
    case 'between':
      return [
        { op: 'at_least', operand: test.low },
        { op: 'at_most', operand: test.high },
        ...off(test.low).map((low) => ({ ...test, low })),
        ...off(test.high).map((high) => ({ ...test, high })),
      ];
    case 'age_at_least':
      return turnedAge(test);
    case 'for_at_least':
    case 'within':
    case 'due_within':
      return turnedCount(test);
    case 'each_year':
      return [
        { ...test, from: test.to, to: test.from },
        ...off(test.from).map((from) => ({ ...test, from })),
        ...off(test.to).map((to) => ({ ...test, to })),
      ];
    case 'exists':
      return [];
    default:
      return test satisfies never;
  }
}

type Age = Extract<LeafTest, { op: 'age_at_least' }>;

function turnedAge(test: Age): LeafTest[] {
  const { op, count, less } = test;
  return [
    ...off(count).map((other): LeafTest => ({ ...test, count: other })),
    ...(less === undefined
      ? []
      : [{ op, count }, ...off(less).map((other): LeafTest => ({ ...test, less: other }))]),
  ];
}

type Counted = Extract<LeafTest, { unit: unknown }>;

function turnedCount(test: Counted): LeafTest[] {
  const unit = test.unit === 'days' ? 'months' : 'days';
  return [
    ...off(test.count).map((count): LeafTest => ({ ...test, count })),
    { ...test, unit },
    { ...test, op: test.op === 'within' ? 'for_at_least' : 'within' },
  ];
}
