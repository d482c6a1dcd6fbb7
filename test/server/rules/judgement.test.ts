import {
  assert as assertProperty,
  boolean,
  constantFrom,
  letrec,
  oneof,
  property,
  record,
  tuple,
} from 'fast-check';
import { expect, it } from 'vitest';
import { type Condition, decisive, type Facts, judge } from '../../../server/rules/judgement.ts';
import { readLeafTest } from '../../../server/rules/leaf-test.ts';
import { all, any, not, type Truth } from '../../../server/rules/truth.ts';

const RUNS = { numRuns: 5000, seed: 20261122 };
const truth = constantFrom<Truth>('yes', 'no', 'unknown');
const NAMES = ['a.a', 'b.b', 'c.c', 'd.d'] as const;

const { tree } = letrec<{ tree: Condition; leaf: Condition }>((tie) => ({
  tree: oneof(
    { maxDepth: 4 },
    tie('leaf'),
    tuple(constantFrom('all' as const, 'any' as const), tie('tree'), tie('tree')).map(
      ([kind, one, other]): Condition => ({ kind, of: [one, other] }),
    ),
    tie('tree').map((part): Condition => ({ kind: 'not', of: [part] })),
  ),
  leaf: tuple(constantFrom(...NAMES), constantFrom('= true', '!= true', 'exists')).map(
    ([fact, is]): Condition => leafOf(fact, is),
  ),
}));

function leafOf(fact: string, is: string): Condition {
  const test = readLeafTest(is, 'boolean');
  if (test === undefined) throw new Error(is);
  return { kind: 'leaf', leaf: { id: fact, fact, type: 'boolean', test, rounding: 'up' } };
}

const known = (facts: Facts) => ({ facts, parameters: {}, today: '2026-11-22' });

it('keeps the laws of Kleene: commutes, associates, and obeys De Morgan and absorption', () => {
  void assertProperty(
    property(truth, truth, truth, (a, b, c) => {
      expect(all([a, b])).toBe(all([b, a]));
      expect(any([a, any([b, c])])).toBe(any([any([a, b]), c]));
      expect(not(all([a, b]))).toBe(any([not(a), not(b)]));
      expect(not(any([a, b]))).toBe(all([not(a), not(b)]));
      expect(all([a, any([a, b])])).toBe(a);
      expect(not(not(a))).toBe(a);
    }),
    RUNS,
  );
  expect([all(['no', 'unknown']), all(['yes', 'unknown'])]).toEqual(['no', 'unknown']);
  expect([any(['yes', 'unknown']), any(['no', 'unknown'])]).toEqual(['yes', 'unknown']);
});

it('never takes back an answer when one more fact becomes known', () => {
  const some = constantFrom<boolean | undefined>(true, false, undefined);
  const facts = record({ 'a.a': some, 'b.b': some, 'c.c': some, 'd.d': some });
  void assertProperty(
    property(
      tree,
      facts,
      constantFrom(...NAMES),
      oneof(boolean(), constantFrom(null)),
      (condition, given, name, value) => {
        const before: Facts = Object.fromEntries(
          Object.entries(given).flatMap(([key, fact]) => (fact === undefined ? [] : [[key, fact]])),
        );
        const first = judge(condition, known(before)).truth;
        const learnt = Object.hasOwn(before, name) ? before : { ...before, [name]: value };
        if (first !== 'unknown') expect(judge(condition, known(learnt)).truth).toBe(first);
      },
    ),
    RUNS,
  );
});

it('blames only leaves that can change the answer, and at least one', () => {
  const facts = record({ 'a.a': boolean(), 'b.b': boolean(), 'c.c': boolean(), 'd.d': boolean() });
  void assertProperty(
    property(tree, facts, (condition, given) => {
      const judged = judge(condition, known(given));
      expect(decisive(judged).length).toBeGreaterThan(0);
      const unknown = Object.fromEntries(
        Object.entries(given).filter(([name]) => !decisive(judged).some(({ fact }) => fact === name)),
      );
      expect(judge(condition, known(unknown)).truth).toBe('unknown');
    }),
    { ...RUNS, numRuns: 1000 },
  );
});

it('does not blame a false leaf under "not": that one is good', () => {
  const condition: Condition = {
    kind: 'all',
    of: [leafOf('a.a', '= true'), { kind: 'not', of: [leafOf('b.b', '= true')] }],
  };
  const blamed = (facts: Facts) => decisive(judge(condition, known(facts))).map(({ id }) => id);
  expect(blamed({ 'a.a': false, 'b.b': false })).toEqual(['a.a']);
  expect(blamed({ 'a.a': true, 'b.b': true })).toEqual(['b.b']);
});

it('refuses a value of the wrong type instead of bending it', () => {
  const test = readLeafTest('>= 60', 'number');
  if (test === undefined) throw new Error('no test');
  const condition: Condition = {
    kind: 'leaf',
    leaf: { id: 'age', fact: 'x.age', type: 'number', test, rounding: 'up' },
  };
  expect(judge(condition, known({ 'x.age': 67 })).truth).toBe('yes');
  expect(judge(condition, known({ 'x.age': null })).truth).toBe('unknown');
  expect(() => judge(condition, known({ 'x.age': '67' }))).toThrowError(
    expect.objectContaining({ code: 'value_of_wrong_type' }),
  );
});

it.each([
  ['= b', 'code', 'b', 'yes'],
  ['!= b', 'code', 'b', 'no'],
  ['in a, b', 'code', 'b', 'yes'],
  ['in a, c', 'code', 'b', 'no'],
  ['between 1 and 3', 'number', 3, 'yes'],
  ['between 1 and 3', 'number', 4, 'no'],
  ['before today', 'date', '2026-11-22', 'no'],
  ['before today', 'date', '2026-11-21', 'yes'],
  ['after 2026-01-01', 'date', '2026-01-01', 'no'],
  ['after 2026-01-01', 'date', '2026-01-02', 'yes'],
  ['>= today', 'date', '2026-11-22', 'yes'],
  ['<= today', 'date', '2026-11-23', 'no'],
  ['age at least 80', 'date', '1946-11-22', 'yes'],
  ['age at least 80', 'date', '1946-11-23', 'no'],
  ['for at least 6 months', 'date', '2026-05-22', 'yes'],
  ['for at least 6 months', 'date', '2026-05-23', 'no'],
  ['within 12 months', 'date', '2025-11-22', 'yes'],
  ['within 12 months', 'date', '2025-11-21', 'no'],
  ['within 12 months', 'date', '2026-11-23', 'no'],
  ['exists', 'boolean', null, 'no'],
] as const)('"%s" of a %s that is %s: %s', (is, type, value, expected) => {
  const test = readLeafTest(is, type);
  if (test === undefined) throw new Error(`not read: ${is}`);
  const condition: Condition = { kind: 'leaf', leaf: { id: 'one', fact: 'x.x', type, test, rounding: 'up' } };
  expect(judge(condition, known({ 'x.x': value })).truth).toBe(expected);
});

it.each([
  ['~ ^a+$', 'code'],
  ['age at least 80', 'number'],
  ['>= today', 'code'],
  ['for at least many months', 'date'],
  ['= 2026-02-30', 'date'],
  ['', 'code'],
] as const)('knows no test "%s" for a %s', (is, type) => {
  expect(readLeafTest(is, type)).toBeUndefined();
});
