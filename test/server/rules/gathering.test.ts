import { expect, it } from 'vitest';
import { readDefinition } from '../../../server/definitions/definition-file.ts';
import { FactBook } from '../../../server/definitions/fact-book.ts';
import { decide, type Question } from '../../../server/rules/decision.ts';
import type { SourceAnswer } from '../../../server/rules/source-answer.ts';

const words = (zh: string) => ({ zh });
const sourceOf = (source: string, cost: number, who: string, ...facts: string[]) => ({
  source,
  department: words(who),
  title: words(who),
  cost,
  unknown: { who, zh: `请问<who>` },
  facts: Object.fromEntries(facts.map((name) => [name, { type: 'code' as const, label: words(name) }])),
  tables: {},
});
const book = new FactBook([
  sourceOf('police', 20, '派出所', 'home.city'),
  sourceOf('register', 20, '社区', 'home.city', 'home.block'),
  sourceOf('civil', 40, '民政科', 'aid.kind'),
]);
const definition = readDefinition(
  'test.yaml',
  `service: test
title: { zh: 试 }
version: 1
effective: { from: 2020-01-01 }
status: published
legal_basis: [{ ref: 试, kind: local-list }]
category: test
domain: community
assurance: L1
issuer: 社区
outcome: { kind: query, lines: [aid.kind] }
when:
  all:
    - { id: city, fact: home.city, is: = A, no: { zh: 不在, next: 去那边, who: 社区 } }
    - { id: block, fact: home.block, is: exists, no: { zh: 没有, next: 去登记, who: 社区 } }
sample: { on: 2026-11-22, facts: { home.city: A, home.block: "1", aid.kind: x } }
examples:
  - { name: 不在, facts: { home.city: B }, expect: no, failed: [city] }
  - { name: 没有, facts: { home.block: null }, expect: no, failed: [block] }
  - { name: 查不到, silent: [home.city], expect: unknown, ask: [社区] }
  - { name: 补助查不到, silent: [aid.kind], expect: unknown, ask: [民政科] }
`,
  { book, refusedCategories: new Set() },
);

const told = (facts: Record<string, string | number>): SourceAnswer => ({ state: 'facts', facts });
const ask = (answers: Record<string, SourceAnswer>, more: Partial<Question> = {}) => {
  const asked: string[] = [];
  const sources = Object.fromEntries(
    Object.entries(answers).map(([name, answer]) => [
      name,
      async () => {
        asked.push(name);
        return answer;
      },
    ]),
  );
  const question = { definition, settings: {}, today: '2026-11-22', sources, ...more };
  return decide(question).then((decided) => ({ ...decided, asked }));
};
const WHOLE = { police: told({ 'home.city': 'A' }), register: told({ 'home.city': 'A', 'home.block': '1' }) };

it('knows nobody whose two registers say different things, and says whom to ask', async () => {
  const { answer, provenance } = await ask({ ...WHOLE, police: told({ 'home.city': 'B' }) });
  expect(answer).toMatchObject({ result: 'unknown', ask: [{ who: '社区' }] });
  expect(provenance).toContainEqual({ fact: 'home.city', source: 'police', state: 'contradicted' });
});

it('takes what one register says when the other is down', async () => {
  const { answer } = await ask({
    ...WHOLE,
    police: { state: 'unavailable' },
    civil: told({ 'aid.kind': 'x' }),
  });
  expect(answer).toEqual({ result: 'yes' });
});

it('does not know a value of the wrong type, and does not fail over it', async () => {
  const { answer, provenance } = await ask({
    police: { state: 'unavailable' },
    register: told({ 'home.city': 7, 'home.block': '1' }),
  });
  expect(answer.result).toBe('unknown');
  expect(provenance).toContainEqual({ fact: 'home.city', source: 'register', state: 'garbled' });
});

it('tells "we have nobody" from "we do not answer"', async () => {
  const none = await ask({ police: { state: 'not_found' }, register: { state: 'not_found' } });
  expect(none.answer).toMatchObject({ result: 'no', reasons: [{ id: 'block' }] });
  const down = await ask({ police: { state: 'refused' }, register: { state: 'stale', asOf: '2020-01-01' } });
  expect(down.answer.result).toBe('unknown');
});

it('knows that whom a register of payments does not have, is not paid', async () => {
  const house = definition.facts.get('home.block');
  if (house === undefined) throw new Error('not declared');
  const facts = new Map([...definition.facts, ['home.block', { ...house, absent: 'none' }] as const]);
  const { facts: known } = await ask(
    { ...WHOLE, register: { state: 'not_found' } },
    { definition: { ...definition, facts } },
  );
  expect(known['home.block']).toBe('none');
});

it('asks sources of one cost together, and dearer ones only for what is to be handed over', async () => {
  expect((await ask({ ...WHOLE, civil: told({ 'aid.kind': 'x' }) })).asked).toEqual([
    'police',
    'register',
    'civil',
  ]);
  const refused = await ask({
    ...WHOLE,
    register: told({ 'home.city': 'B', 'home.block': '1' }),
    police: told({ 'home.city': 'B' }),
  });
  expect(refused.asked).toEqual(['police', 'register']);
});

it('does not say yes with empty hands: what must be told and cannot be had is asked for', async () => {
  const { answer } = await ask({ ...WHOLE, civil: { state: 'unavailable' } });
  expect(answer).toMatchObject({ result: 'unknown', ask: [{ who: '民政科', text: { zh: '请问民政科' } }] });
});

it('leaves the answer open while a source may not be asked yet', async () => {
  const { answer, asked } = await ask(WHOLE, { withheld: (source) => source === 'civil' });
  expect(answer).toEqual({ result: 'open', departments: [{ zh: '民政科' }] });
  expect(asked).not.toContain('civil');
});

it('drops what a source says beyond what it holds', async () => {
  const chatty = { ...WHOLE, civil: told({ 'aid.kind': 'x', 'home.city': 'B', 'person.name': '某某' }) };
  const { answer, facts } = await ask(chatty);
  expect(answer.result).toBe('yes');
  expect(Object.keys(facts).toSorted()).toEqual(['aid.kind', 'home.block', 'home.city']);
});
