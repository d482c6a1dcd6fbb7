import {
  assert as assertProperty,
  constantFrom,
  integer,
  letrec,
  oneof,
  property,
  record,
  tuple,
} from 'fast-check';
import { evaluate } from 'feelin';
import { expect, it } from 'vitest';
import { addDays, addMonths } from '../../../server/rules/civil-date.ts';
import { type Condition, type Facts, judge } from '../../../server/rules/judgement.ts';
import { readLeafTest } from '../../../server/rules/leaf-test.ts';
import { truthOf } from '../../../server/rules/truth.ts';

const NAMES = ['a', 'b', 'c'] as const;
const RUNS = { numRuns: 1000, seed: 20261123 };

interface Twin {
  readonly ours: Condition;
  readonly feel: string;
}

function leafOf(fact: string, is: string, type: 'boolean' | 'date' = 'boolean'): Condition {
  const test = readLeafTest(is, type);
  if (test === undefined) throw new Error(is);
  return { kind: 'leaf', leaf: { id: fact, fact, type, test, rounding: 'up' } };
}

const { twin } = letrec<{ twin: Twin }>((tie) => ({
  twin: oneof(
    { maxDepth: 4 },
    constantFrom(...NAMES).map((name): Twin => ({ ours: leafOf(name, '= true'), feel: name })),
    tuple(constantFrom('all' as const, 'any' as const), tie('twin'), tie('twin')).map(
      ([kind, one, other]): Twin => ({
        ours: { kind, of: [one.ours, other.ours] },
        feel: `(${one.feel}) ${kind === 'all' ? 'and' : 'or'} (${other.feel})`,
      }),
    ),
    tie('twin').map((part): Twin => ({ ours: { kind: 'not', of: [part.ours] }, feel: `not(${part.feel})` })),
  ),
}));

it('says what FEEL says of any tree of conditions, whichever facts are missing', () => {
  const some = constantFrom<boolean | undefined>(true, false, undefined);
  void assertProperty(
    property(twin, record({ a: some, b: some, c: some }), ({ ours, feel }, given) => {
      const facts: Facts = Object.fromEntries(
        Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
      );
      const { value } = evaluate(feel, facts);
      const theirs = typeof value === 'boolean' ? truthOf(value) : 'unknown';
      expect(judge(ours, { facts, parameters: {}, today: '2026-11-22' }).truth).toBe(theirs);
    }),
    RUNS,
  );
});

it('counts a life as FEEL counts it, leap days too', () => {
  const birth = integer({ min: 0, max: 36_500 }).map((days) => addDays('1924-02-29', days));
  void assertProperty(
    property(birth, integer({ min: 0, max: 4000 }), integer({ min: 0, max: 100 }), (born, days, age) => {
      const today = addDays('2022-01-01', days);
      if (born > today) return;
      const feel = `years and months duration(date("${born}"), date("${today}")).years`;
      const { value } = evaluate(feel, {});
      const condition = leafOf('born', `age at least ${age}`, 'date');
      const ours = judge(condition, { facts: { born }, parameters: {}, today }).truth;
      expect([born, today, age, ours]).toEqual([born, today, age, truthOf(Number(value) >= age)]);
    }),
    RUNS,
  );
});

it.each([
  ['2026-08-31', 6, 'up', '2027-03-01'],
  ['2026-08-31', 6, 'down', '2027-02-28'],
  ['2028-03-31', -1, 'up', '2028-03-01'],
  ['2028-03-31', -1, 'down', '2028-02-29'],
  ['2026-01-15', -13, 'up', '2024-12-15'],
] as const)('%s and %i months, rounded %s, is %s', (from, months, rounding, to) => {
  expect(addMonths(from, months, rounding)).toBe(to);
});
