import { parse } from 'valibot';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { offer } from '#server/contract/decisions.ts';
import type { Departments } from '../../../server/departments/department.ts';
import { openServiceDesk } from '../../../server/visits/service-desk.ts';
import { CANARY } from '../../sim/departments/faults.ts';
import { serve } from '../serving.ts';
import { APP_KEY, type FarPoint, openFarPoint } from './far-departments.ts';
import { COMMUNITY, wang } from './service-point.ts';

const SOURCE = 'hrss.pension';
const SERVICE = 'pension-slip';
const HOUR_MS = 3_600_000;

let far: FarPoint;
beforeAll(async () => {
  far = await openFarPoint([SOURCE]);
});
afterAll(() => far.close());
afterEach(async () => {
  await far.sim.setFault(SOURCE, undefined);
  far.sim.asked.length = 0;
});

const ask = async (url: string, token: string) => {
  const answer = await fetch(`${url}/api/checks`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ service: SERVICE }),
  });
  return parse(offer, await answer.json());
};
const check = async (card = wang) => ask(far.point.url, (await far.point.open(card)).token);
const kept = (visit: string) =>
  far.point.db
    .selectFrom('department_query')
    .select('state')
    .where('visit', '=', visit)
    .executeTakeFirstOrThrow();

/** Another server process on the same database, with departments of its own. */
async function secondServer(departments: Departments) {
  const { db, database, keyring, clock } = far.point;
  const desk = await openServiceDesk({
    ...{ db, lane: database.lane, keyring, departments, community: COMMUNITY },
    ...{ publicUrl: 'https://linli.example', fallbackFonts: [], region: 'demonstration' },
    now: () => clock.now,
  });
  const { url, close } = await serve(desk.routes);
  return {
    url,
    close: async () => {
      await close();
      await desk.close();
    },
  };
}

it('decides from what the department says over the wire', async () => {
  const { decision, statement } = await check();
  expect(decision).toEqual({ result: 'yes' });
  expect(statement?.zh).toMatch(/2004.*职工养老金.*2600/u);
  expect(far.sim.asked[0]?.body).toMatchObject({ GMSFHM: wang.idNumber, purpose: SERVICE });
});

it('takes not found for known not to exist, and refuses with a remedy', async () => {
  const people = far.sim.registers.find(({ source }) => source === SOURCE)?.people as Map<string, never>;
  const record = people.get(wang.idNumber);
  people.delete(wang.idNumber);
  const { decision } = await check();
  if (record !== undefined) people.set(wang.idNumber, record);
  expect(decision).toMatchObject({ result: 'no', reasons: [{ id: 'receiving', who: '社保窗口' }] });
});

it.each([
  ['hangs up', { kind: 'down' }, 'unavailable'],
  ['is slower than a question may take', { kind: 'slow', ms: 5000 }, 'unavailable'],
  ['talks garbage', { kind: 'garbage' }, 'unavailable'],
  ['breaks off', { kind: 'half_answer' }, 'unavailable'],
  ['refuses our secret', { kind: 'wrong_secret' }, 'refused'],
  ['has a clock that is an hour ahead', { kind: 'skewed_clock', ms: HOUR_MS }, 'refused'],
  ['sends values of the wrong type', { kind: 'wrong_types' }, 'facts'],
] as const)(
  'does not know, never says no, while the department %s; and knows again after it',
  async (_, fault, state) => {
    const { token, visit } = await far.point.open(wang);
    await far.sim.setFault(SOURCE, fault);
    expect((await ask(far.point.url, token)).decision).toMatchObject({
      result: 'unknown',
      ask: [{ who: '社保窗口' }],
    });
    expect(await kept(visit.id)).toEqual({ state });
    await far.sim.setFault(SOURCE, undefined);
    expect((await check()).decision).toEqual({ result: 'yes' });
  },
);

it('opens a closed service again in the running visit, by asking for it, once the department is back', async () => {
  await far.sim.setFault(SOURCE, { kind: 'error_500' });
  const { token } = await far.point.open(wang);
  await expect.poll(async () => 'closed' in (await ask(far.point.url, token)), { timeout: 8000 }).toBe(true);
  await far.sim.setFault(SOURCE, undefined);
  await expect
    .poll(async () => (await ask(far.point.url, token)).decision, { timeout: 8000 })
    .toEqual({ result: 'yes' });
  expect(await ask(far.point.url, token)).not.toHaveProperty('closed');
});

it('tells neither resident nor log what nobody asked for', async () => {
  await far.sim.setFault(SOURCE, { kind: 'extra_fields' });
  const offered = await check();
  expect(offered.decision).toEqual({ result: 'yes' });
  expect(JSON.stringify([offered, far.logged])).not.toContain(CANARY);
  expect(far.logged.join()).not.toContain(wang.idNumber);
});

it('refuses to guess while its own clock is an hour off the one of the exchange', async () => {
  const late = far.departmentsWith(APP_KEY, () => Date.now() - HOUR_MS);
  const server = await secondServer(late);
  const { token, visit } = await far.point.open(wang);
  expect((await ask(server.url, token)).decision).toMatchObject({ result: 'unknown' });
  expect(await kept(visit.id)).toEqual({ state: 'refused' });
  expect(far.logged.join()).toContain('clock_skew');
  expect((await ask(far.point.url, token)).decision).toEqual({ result: 'yes' });
  await server.close();
  await late.close();
});

it('says that staff have something to mend when it has the wrong key', async () => {
  const wrong = far.departmentsWith('fedcba9876543210fedcba9876543210');
  const server = await secondServer(wrong);
  const { token, visit } = await far.point.open(wang);
  expect((await ask(server.url, token)).decision).toMatchObject({ result: 'unknown' });
  expect(await kept(visit.id)).toEqual({ state: 'refused' });
  await server.close();
  await wrong.close();
});

it('decides on another server from the same answers, without asking again', async () => {
  const departments = far.departmentsWith(APP_KEY);
  const server = await secondServer(departments);
  const { token } = await far.point.open(wang);
  const here = await ask(far.point.url, token);
  await far.sim.setFault(SOURCE, { kind: 'down' });
  expect(await ask(server.url, token)).toEqual(here);
  expect(far.sim.asked).toHaveLength(1);
  await server.close();
  await departments.close();
});
