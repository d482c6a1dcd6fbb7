import { expect, it } from 'vitest';
import { readDefinition } from '../../../server/definitions/definition-file.ts';
import { FactBook } from '../../../server/definitions/fact-book.ts';
import { decide } from '../../../server/rules/decision.ts';
import type { Facts } from '../../../server/rules/judgement.ts';
import { shippedDefinition } from './definitions.ts';

const words = (zh: string) => ({ zh });
const book = new FactBook([
  {
    source: 'civil',
    department: words('民政局'),
    title: words('民政'),
    cost: 40,
    unknown: { who: '民政科', zh: '请问<who>' },
    facts: {
      'aid.elsewhere': { type: 'boolean', label: words('外地是否在领') },
      'aid.since': { type: 'date', label: words('上次领取') },
      'person.birth': { type: 'date', label: words('出生日期') },
    },
    tables: {},
  },
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
issuer: 民政局
outcome: { kind: query }
params:
  months: [{ from: 2020-01-01, value: 6 }, { from: 2027-06-01, value: 8 }]
when:
  all:
    - { id: age, fact: person.birth, is: age at least 80 less 1 months, no: { zh: 还差<wait>, next: <earliest>来, who: 民政科 } }
    - not: { id: elsewhere, fact: aid.elsewhere, is: "= true", no: { zh: 外地在领, next: 先停, who: 民政科 } }
    - not: { id: lately, fact: aid.since, is: within $months months, no: { zh: 刚领过, next: <earliest>来, who: 民政科 } }
sample: { on: 2026-11-22, facts: { person.birth: 1940-01-01, aid.elsewhere: false, aid.since: 2020-01-01 } }
examples:
  - { name: 小, facts: { person.birth: 1946-12-23 }, expect: no, failed: [age], earliest: 2026-11-23 }
  - { name: 外地, facts: { aid.elsewhere: true }, expect: no, failed: [elsewhere] }
  - { name: 刚领, facts: { aid.since: 2026-11-01 }, expect: no, failed: [lately] }
  - { name: 不知道, silent: [person.birth, aid.elsewhere, aid.since], expect: unknown, ask: [民政科] }
`,
  { book, refusedCategories: new Set() },
);
const ask = (facts: Facts) =>
  decide({
    definition,
    settings: {},
    today: '2026-11-22',
    sources: {
      civil: async () => ({ state: 'facts', facts: { ...definition.written.sample.facts, ...facts } }),
    },
  }).then(({ answer }) => answer);

it('names condition, own value, required value, remedy, office and day of every condition that is not met', async () => {
  expect(await ask({ 'person.birth': '1947-03-01' })).toEqual({
    result: 'no',
    earliest: '2027-02-01',
    reasons: [
      {
        id: 'age',
        text: { zh: '还差两个月零十天' },
        own: { zh: '出生日期：1947 年 3 月 1 日', en: '出生日期: 1947-03-01' },
        required: {
          zh: '要满八十周岁，可以提前一个月',
          en: '80 years of age, up to 1 months before',
        },
        next: { zh: '2027 年 2 月 1 日来' },
        who: '民政科',
        earliest: '2027-02-01',
      },
    ],
  });
});

it('asks for the opposite where a condition must not be met', async () => {
  const answer = await ask({ 'aid.elsewhere': true });
  expect(answer).toMatchObject({ reasons: [{ id: 'elsewhere', required: { zh: '应该是“否”' } }] });
  expect(answer).not.toHaveProperty('earliest');
});

it('waits for the day on which a prohibition ends, by the parameters of that day', async () => {
  const answer = await ask({ 'aid.since': '2026-11-01' });
  expect(answer).toMatchObject({
    earliest: '2027-05-02',
    reasons: [{ id: 'lately', earliest: '2027-05-02' }],
  });
  // Six months would end on 2027-06-16; from 1 June on it is eight.
  expect(await ask({ 'aid.since': '2026-12-15' })).toMatchObject({ result: 'yes' });
});

it('does not tell a resident the number of a community', async () => {
  const certificate = shippedDefinition();
  const { settings, facts, on } = certificate.written.sample;
  const elsewhere = { ...facts, 'residence.registered_in': '610202001002' };
  const { answer } = await decide({
    definition: certificate,
    settings,
    today: on,
    sources: {
      card: async () => ({ state: 'facts', facts: elsewhere }),
      'register.residence': async () => ({ state: 'facts', facts: elsewhere }),
    },
  });
  expect(answer).toMatchObject({ reasons: [{ id: 'registered-here', required: { zh: '住在红旗社区' } }] });
  expect(JSON.stringify(answer)).not.toContain('610202001002');
});
