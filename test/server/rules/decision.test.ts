import { expect, it } from 'vitest';
import { decide } from '../../../server/rules/decision.ts';
import type { Sources } from '../../../server/rules/source-answer.ts';
import { shippedDefinition } from './definitions.ts';

const definition = shippedDefinition();
const settings = definition.written.sample.settings;
const onCard = { 'resident.card_expires': '2030-01-01' };
const inRegister = { 'residence.registered_in': '610202001001', 'residence.since': '2020-01-01' };
const answers = (card: object, register: object): Sources => ({
  card: async () => ({ state: 'facts', facts: { ...card } }),
  'register.residence': async () => ({ state: 'facts', facts: { ...register } }),
});
const ask = (sources: Sources, today = '2026-11-22') => decide({ definition, settings, today, sources });

it('says yes, and what the paper will say', async () => {
  const decided = await ask(answers(onCard, inRegister));
  expect(decided.answer).toEqual({ result: 'yes' });
  expect(decided.statement?.zh).toBe('住在红旗社区，从 2020 年 1 月起');
});

it('does not ask the register about a card that has expired', async () => {
  const sources: Sources = {
    ...answers({ 'resident.card_expires': '2026-11-21' }, {}),
    'register.residence': () => Promise.reject(new Error('asked')),
  };
  const decided = await ask(sources);
  expect(decided.answer).toMatchObject({ result: 'no', reasons: [{ id: 'card-valid' }] });
  expect(decided.provenance).toContainEqual({
    fact: 'residence.since',
    source: 'register.residence',
    state: 'not_asked',
  });
});

it('does not know, rather than refuses, when the register is silent', async () => {
  const decided = await ask({
    ...answers(onCard, {}),
    'register.residence': async () => ({ state: 'unavailable' }),
  });
  expect(decided.answer).toMatchObject({ result: 'unknown', ask: [{ who: '社区民警室' }] });
});

it('tells how far along the waiting is, in spoken words', async () => {
  const decided = await ask(answers(onCard, { ...inRegister, 'residence.since': '2026-07-22' }));
  expect(decided.answer).toMatchObject({
    result: 'no',
    earliest: '2027-01-22',
    progress: { since: '2026-07-22', haveMonths: 4, needMonths: 6 },
    reasons: [
      {
        id: 'duration',
        text: { zh: '还差两个月' },
        next: { zh: expect.stringContaining('2027 年 1 月 22 日') },
      },
    ],
  });
});

it('says 零 days between months and days', async () => {
  const decided = await ask(answers(onCard, { ...inRegister, 'residence.since': '2026-06-25' }));
  expect(decided.answer).toMatchObject({ reasons: [{ text: { zh: '还差一个月零三天' } }] });
});

it('drops what a source says beyond what it was asked', async () => {
  const { facts } = await ask(
    answers({ ...onCard, 'resident.religion': 'x', 'residence.since': '1990-01-01' }, inRegister),
  );
  expect(facts).toEqual({ ...onCard, ...inRegister });
});

it('leaves no value of a fact in the trace', async () => {
  const { trace, provenance } = await ask(answers(onCard, inRegister));
  expect(trace).toEqual(
    ['card-valid', 'listed', 'registered-here', 'duration'].map((leaf) => ({ leaf, truth: 'yes' })),
  );
  expect(JSON.stringify([trace, provenance])).not.toMatch(/2020-01-01|610202001001/u);
});

it('gives the same answer with the same facts on any later replay', async () => {
  const first = await ask(answers(onCard, inRegister));
  expect(await ask(answers(onCard, inRegister))).toEqual(first);
});

it('throws when the community has no code: a missing setting is a fault, not an answer', async () => {
  const question = { definition, settings: {}, today: '2026-11-22', sources: answers(onCard, inRegister) };
  await expect(decide(question)).rejects.toMatchObject({ code: 'parameter_without_value' });
});
