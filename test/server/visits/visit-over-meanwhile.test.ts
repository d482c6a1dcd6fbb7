/** What becomes of a question to a department whose resident does not wait for the answer, or asks it twice. */
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { codeOf, openServicePoint, type ServicePoint, wang } from './service-point.ts';
import { ToldDepartments } from './told-departments.ts';

const departments = new ToldDepartments();
const PENSION = {
  state: 'facts',
  facts: { 'pension.since': '2014-04-01', 'pension.kind': 'employee', 'pension.state': 'paying' },
  tables: { 'pension.payments': [['2026年10月', '基本养老金', '2863.00']] },
} as const;
const CHECK = { service: 'pension-slip' };
const NOTICE = { requestId: randomUUID(), about: { kind: 'service', service: 'pension-slip', answers: {} } };

let point: ServicePoint;
beforeAll(async () => {
  point = await openServicePoint(departments);
  departments.answers.set('hrss.pension', {
    ...PENSION,
    facts: { ...PENSION.facts, 'pension.monthly': 2863 },
  });
});
afterAll(() => point.close());
afterEach(() => {
  departments.asked.length = 0;
  departments.isSilent = false;
  departments.meanwhile = () => Promise.resolve();
});

const looksOf = (visit: string) =>
  point.db
    .selectFrom('department_query')
    .select(['source', 'state', 'answer_sealed'])
    .where('visit', '=', visit)
    .execute();
const end = (token: string) =>
  fetch(`${point.url}/api/visits/current`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${token}` },
  });

it.each([
  ['check', '/api/checks', CHECK],
  ['slip', '/api/notices', NOTICE],
])(
  'answers no %s to a visit that ended meanwhile; the ledger has the look, and nobody the answer',
  async (_, path, wish) => {
    const { token, visit } = await point.open(wang);
    departments.meanwhile = () => end(token);
    expect(await codeOf(await point.post(path, wish, token))).toBe('401 visit_over');
    expect(await looksOf(visit.id)).toEqual([
      { source: 'hrss.pension', state: 'facts', answer_sealed: null },
    ]);
    expect(await point.db.selectFrom('notice').selectAll().execute()).toEqual([]);
    expect(await point.db.selectFrom('print_job').selectAll().execute()).toEqual([]);
  },
);

it.each(['/api/checks', '/api/matches'])(
  'asks no longer when the screen breaks off %s, and keeps the look',
  async (path) => {
    const { token, visit } = await point.open(wang);
    departments.isSilent = true;
    departments.signals.clear();
    const screen = new AbortController();
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const request = { method: 'POST', headers, body: JSON.stringify(CHECK), signal: screen.signal };
    const answer = fetch(point.url + path, request);
    await expect.poll(() => departments.signals.size, { timeout: 4000 }).toBe(1);
    screen.abort();
    await expect(answer).rejects.toThrow('abort');
    const [signal] = departments.signals;
    await expect.poll(() => signal?.aborted, { timeout: 4000 }).toBe(true);
    const asked = departments.asked.map(({ source }) => source).toSorted();
    await expect
      .poll(async () => (await looksOf(visit.id)).map(({ source }) => source).toSorted(), { timeout: 4000 })
      .toEqual(asked);
  },
);

it('asks a department once when the same check is sent twice at once', async () => {
  const { token } = await point.open(wang);
  const send = async () => (await point.post('/api/checks', CHECK, token)).json();
  const [first, second] = await Promise.all([send(), send()]);
  expect(first).toMatchObject({ decision: { result: 'yes' } });
  expect(second).toEqual(first);
  expect(departments.asked).toHaveLength(1);
});
