import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { inRegion } from '../../../server/definitions/region-file.ts';
import { readShippedWith } from '../../../server/publishing/staff-house.ts';
import { Judge } from '../../../server/visits/judge.ts';
import { visitFinder } from '../../../server/visits/visit.ts';
import { COMMUNITY, codeOf, NOON, openServicePoint, type ServicePoint, sun, wang } from './service-point.ts';
import { ToldDepartments } from './told-departments.ts';

const departments = new ToldDepartments();
let point: ServicePoint;
beforeAll(async () => {
  point = await openServicePoint(departments);
});
afterAll(() => point.close());
beforeEach(() => {
  point.clock.now = NOON;
  departments.asked.length = 0;
  departments.answers.clear();
});

const check = async (token: string, service: string) =>
  (await point.post('/api/checks', { service }, token)).json();
const PENSION = {
  state: 'facts',
  facts: {
    'pension.since': '2014-04-01',
    'pension.kind': 'employee',
    'pension.monthly': 2863,
    'pension.state': 'paying',
  },
  tables: { 'pension.payments': [['2026年10月', '基本养老金', '2863.00']] },
} as const;

it('opens a visit without asking any department', async () => {
  const { offers } = await point.open(wang);
  expect(departments.asked).toEqual([]);
  expect(offers.find(({ service }) => service === 'pension-slip')?.decision).toMatchObject({
    result: 'open',
  });
});

it('asks for the chosen service only, once in a visit, bound to purpose, case and machine', async () => {
  departments.answers.set('hrss.pension', PENSION);
  const { token, visit } = await point.open(wang);
  expect(await check(token, 'pension-slip')).toMatchObject({ decision: { result: 'yes' } });
  expect(await check(token, 'pension-slip')).toMatchObject({ decision: { result: 'yes' } });
  expect(departments.asked).toHaveLength(1);
  expect(departments.asked[0]).toMatchObject({
    source: 'hrss.pension',
    purpose: 'pension-slip',
    caseId: visit.id,
    actor: `kiosk:${point.kiosk.id}`,
  });
});

it('asks anew in another visit: nothing is kept about a person from visit to visit', async () => {
  departments.answers.set('hrss.pension', PENSION);
  await check((await point.open(wang)).token, 'pension-slip');
  await check((await point.open(wang)).token, 'pension-slip');
  expect(departments.asked).toHaveLength(2);
});

it('says whom to ask when a department is silent, and asks it again at the next try', async () => {
  const { token } = await point.open(wang);
  expect(await check(token, 'pension-slip')).toMatchObject({
    decision: { result: 'unknown', ask: [{ who: '社保窗口' }] },
  });
  departments.answers.set('hrss.pension', PENSION);
  expect(await check(token, 'pension-slip')).toMatchObject({ decision: { result: 'yes' } });
});

it('takes a value of the wrong type for one that nobody knows', async () => {
  departments.answers.set('hrss.pension', {
    state: 'facts',
    facts: { ...PENSION.facts, 'pension.since': 2014 },
  });
  const { token } = await point.open(wang);
  expect(await check(token, 'pension-slip')).toMatchObject({ decision: { result: 'unknown' } });
});

it('keeps each question with its evidence sealed, and empties the answer when its time is over', async () => {
  departments.answers.set('hrss.pension', PENSION);
  const { token, visit } = await point.open(wang);
  await check(token, 'pension-slip');
  const kept = () =>
    point.db
      .selectFrom('department_query')
      .selectAll()
      .where('visit', '=', visit.id)
      .executeTakeFirstOrThrow();
  const row = await kept();
  expect(row).toMatchObject({ source: 'hrss.pension', purpose: 'pension-slip', state: 'facts' });
  expect(row.answer_sealed?.includes('2014-04-01')).toBe(false);
  point.clock.now = NOON + 29 * 86_400_000;
  await point.desk.sweep();
  expect((await kept()).answer_sealed).not.toBeNull();
  point.clock.now = NOON + 31 * 86_400_000;
  await point.desk.sweep();
  expect((await kept()).answer_sealed).toBeNull();
});

it('refuses answers to questions that the service does not ask', async () => {
  const { token } = await point.open(wang);
  const asked = { service: 'pension-slip', answers: { colour: 'red' } };
  expect(await codeOf(await point.post('/api/checks', asked, token))).toBe('400 malformed');
});

it('leads with what this resident can have, and finds out at a tap who has it already', async () => {
  const { offers, token } = await point.open(sun);
  expect(offers[0]?.match).toBeDefined();
  expect(offers.at(-1)?.match).toBeUndefined();
  departments.answers.set('civil.allowance', {
    state: 'facts',
    facts: { 'allowance.receiving': true, 'allowance.elsewhere': false, 'senior.card_held': true },
  });
  const answer = await point.post('/api/matches', {}, token);
  expect(answer.status).toBe(200);
  const { offers: found } = (await answer.json()) as { offers: { service: string; match?: unknown }[] };
  const elderCard = found.find(({ service }) => service === 'elder-card');
  expect(elderCard).toBeDefined();
  expect(elderCard?.match).toBeUndefined();
});

it('asks each department once for all benefits together, for the one purpose of seeing them', async () => {
  const { token } = await point.open(sun);
  await point.post('/api/matches', {}, token);
  const sources = departments.asked.map(({ source }) => source);
  expect(sources.length).toBeGreaterThan(3);
  expect(new Set(sources).size).toBe(sources.length);
  expect(new Set(departments.asked.map(({ purpose }) => purpose))).toEqual(new Set(['policy-match']));
  const wanted = departments.asked.find(({ source }) => source === 'disabled.card')?.wanted.facts;
  expect(wanted).toEqual(expect.arrayContaining(['disabled.gets_care', 'disabled.gets_living']));
  const ledger = await fetch(`${point.url}/api/ledger`, { headers: { authorization: `Bearer ${token}` } });
  expect(await ledger.text()).toContain('看看还能享受什么');
});

it('gives all benefits one budget together, and answers when it is spent', async () => {
  departments.isSilent = true;
  const { definitions, region } = await readShippedWith('demonstration');
  const { db, keyring } = point;
  const judge = new Judge({ db, keyring, departments, community: COMMUNITY, askWithinMs: 20 });
  const benefits = definitions
    .filter(({ written }) => written.benefit !== undefined)
    .map((definition) => inRegion(definition, region));
  const { token } = await point.open(sun);
  const visit = await visitFinder(db, point.database.lane, keyring)(token, NOON);
  if (visit === undefined) throw new Error('no visit');
  const matched = await judge.matching(benefits, visit, '2026-11-22');
  departments.isSilent = false;
  expect(matched).toHaveLength(benefits.length);
  expect(departments.signals.size).toBe(1);
  expect(matched.filter(({ decided }) => decided.answer.result === 'unknown').length).toBeGreaterThan(0);
});

it('says at a check too that a department is down', async () => {
  const { token } = await point.open(wang);
  departments.resting.add('hrss.pension');
  const answer = await check(token, 'pension-slip');
  departments.resting.clear();
  expect(answer).toMatchObject({
    closed: { by: 'department', text: { zh: '区社会保险经办中心那边暂时连不上' } },
  });
  expect(await check(token, 'pension-slip')).not.toHaveProperty('closed');
});
