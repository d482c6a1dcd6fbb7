import { randomUUID } from 'node:crypto';
import { parse } from 'valibot';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { noticeIssued } from '#server/contract/notices.ts';
import { documentFor } from '../../../server/documents/documents.ts';
import { codeOf, li, NOON, openServicePoint, type ServicePoint, wang } from '../visits/service-point.ts';
import { ToldDepartments } from '../visits/told-departments.ts';

const departments = new ToldDepartments();
let point: ServicePoint;
beforeAll(async () => {
  point = await openServicePoint(departments);
});
afterAll(() => point.close());

const refusal = { kind: 'service', service: 'residence-certificate', answers: {} };

async function printed(job: string): Promise<string> {
  const { document } = await point.db
    .selectFrom('print_job')
    .select('document')
    .where('job', '=', job)
    .executeTakeFirstOrThrow();
  const stored = await documentFor(point.db, point.keyring, point.kiosk.id, document);
  return stored?.bytes.toString('utf8') ?? '';
}

it('prints a refusal as one slip, masked, and gives the same order when asked again', async () => {
  const { token } = await point.open(li);
  const wish = { requestId: randomUUID(), about: refusal };
  const [first, second] = await Promise.all([
    point.post('/api/notices', wish, token),
    point.post('/api/notices', wish, token),
  ]);
  expect([first.status, second.status]).toEqual([201, 201]);
  const issued = parse(noticeIssued, await first.json());
  expect(await second.json()).toEqual(issued);
  const slip = await printed(issued.orders[0]?.job ?? '');
  expect(slip).toContain('还差两个月');
  expect(slip).toContain('李＊＊');
  for (const secret of [li.idNumber, '李测试']) expect(slip).not.toContain(secret);
  const jobs = await point.db
    .selectFrom('notice')
    .selectAll()
    .where('request', '=', wish.requestId)
    .execute();
  expect(jobs).toHaveLength(1);
  const other = { ...wish, about: { kind: 'ledger' } };
  expect(await codeOf(await point.post('/api/notices', other, token))).toBe('409 request_differs');
});

it('prints a refused proof and the ledger; knows no other proof', async () => {
  const { token } = await point.open(wang);
  const list = (await (await fetch(`${point.url}/api/refused-proofs`)).json()) as {
    proofs: { category: string }[];
  };
  const category = list.proofs[0]?.category;
  const wish = (about: unknown) => point.post('/api/notices', { requestId: randomUUID(), about }, token);
  expect((await wish({ kind: 'proof', category })).status).toBe(201);
  expect((await wish({ kind: 'ledger' })).status).toBe(201);
  expect(await codeOf(await wish({ kind: 'proof', category: 'none' }))).toBe('404 not_found');
  expect(await codeOf(await wish(refusal))).toBe('400 malformed');
});

it('shows a resident their own looks only, and neither name nor number', async () => {
  const mine = await point.open(wang);
  await point.post('/api/checks', { service: 'pension-slip' }, mine.token);
  const ledger = async (token: string) =>
    (await fetch(`${point.url}/api/ledger`, { headers: { authorization: `Bearer ${token}` } })).text();
  const told = await ledger(mine.token);
  expect(told).toContain('养老金发放明细');
  expect(told).toContain('unavailable');
  expect(told).not.toContain(wang.idNumber);
  expect(told).not.toContain(wang.name);
  expect(JSON.parse(await ledger((await point.open(li)).token))).toEqual({ looks: [], more: false });
  expect((await fetch(`${point.url}/api/ledger`)).status).toBe(401);
});

it('counts from the card read to the paper seen, by service', async () => {
  const pace = async () => (await fetch(`${point.url}/api/pace`)).json();
  expect(await pace()).toEqual({
    days: 30,
    all: { runs: 0, medianSeconds: null, p95Seconds: null },
    services: [],
  });
  const { token } = await point.open(li);
  const answer = await point.post('/api/notices', { requestId: randomUUID(), about: refusal }, token);
  const { orders } = parse(noticeIssued, await answer.json());
  point.clock.now = NOON + 42_000;
  await point.settle(orders[0]?.job ?? '', 'done');
  expect(await pace()).toMatchObject({
    all: { runs: 1, medianSeconds: 42, p95Seconds: 42 },
    services: [{ service: 'residence-certificate', runs: 1, medianSeconds: 42 }],
  });
  point.clock.now = NOON;
});
