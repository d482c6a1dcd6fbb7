import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parse } from 'valibot';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { offer } from '#server/contract/decisions.ts';
import { noteDryRun, step, submit } from '../../../server/publishing/drafts.ts';
import { codeOf, NOON, openServicePoint, type ServicePoint, WISH, wang } from './service-point.ts';

const SERVICE = 'residence-certificate';
const SHIPPED = readFileSync(
  new URL('../../../server/services/residence-certificate.yaml', import.meta.url),
  'utf8',
);
const MINUTE_MS = 60_000;

let point: ServicePoint;
beforeAll(async () => {
  point = await openServicePoint();
});
afterAll(() => point.close());

const by = (staff: string) => ({ staff, now: new Date(point.clock.now) });

async function publish(name: string, version: number, yaml: string): Promise<void> {
  const { db, desk } = point;
  const sha256 = createHash('sha256').update(yaml).digest('hex');
  const draft = { kind: 'service' as const, name, version, yaml, sha256 };
  expect(await submit(db, draft, { ...by('w-1'), shipped: 1 })).toBe('submitted');
  expect(await step(db, { name, version }, 'approved', by('w-2'))).toBe('done');
  await noteDryRun(db, { name, version }, { gains: 0, may_gain: 0, may_lose: 0, loses: 0 }, by('w-1'));
  expect(await step(db, { name, version }, 'published', by('w-1'))).toBe('done');
  await desk.sweep();
}

async function retire(name: string, version: number): Promise<void> {
  expect(await step(point.db, { name, version }, 'retired', by('w-9'))).toBe('done');
  await point.desk.sweep();
}

const draftOf = (yaml: string, version: number) =>
  yaml.replace('version: 1', `version: ${version}`).replace('status: published', 'status: draft');
const validDays = async (token: string, service = SERVICE) =>
  parse(offer, await (await point.post('/api/checks', { service }, token)).json()).validDays;
const versionOf = async (number: string) => {
  const { version } = await point.db
    .selectFrom('certificate')
    .innerJoin('application', 'application.id', 'certificate.application')
    .innerJoin('decision', 'decision.application', 'application.id')
    .select('decision.version')
    .where('certificate.number', '=', number)
    .executeTakeFirstOrThrow();
  return version;
};

it('keeps the version a visit began with for check and paper; the next visit has the new one', async () => {
  const before = await point.open(wang);
  point.clock.now = NOON + MINUTE_MS;
  await publish(SERVICE, 2, draftOf(SHIPPED.replace('valid_days: 30', 'valid_days: 7'), 2));
  expect(await validDays(before.token)).toBe(30);
  const old = await point.issue(before.token);
  expect(await versionOf(old.number)).toBe(1);
  await point.settle(old.orders[0]?.job ?? '', 'done');
  const after = await point.open(wang);
  expect(await validDays(after.token)).toBe(7);
  expect(await versionOf((await point.issue(after.token)).number)).toBe(2);
});

it('goes on with a version that is retired meanwhile; the next visit has the one before', async () => {
  const before = await point.open(wang);
  point.clock.now += MINUTE_MS;
  await retire(SERVICE, 2);
  expect(await validDays(before.token)).toBe(7);
  expect(await validDays((await point.open(wang)).token)).toBe(30);
});

it('ends with the visit a service that was retired and had no version before', async () => {
  const name = 'residence-note';
  await publish(name, 2, draftOf(SHIPPED.replace(`service: ${SERVICE}`, `service: ${name}`), 2));
  const before = await point.open(wang);
  point.clock.now += MINUTE_MS;
  await retire(name, 2);
  expect(await validDays(before.token, name)).toBe(30);
  const { token, offers } = await point.open(wang);
  expect(offers.map(({ service }) => service)).not.toContain(name);
  expect(await codeOf(await point.post('/api/checks', { service: name }, token))).toBe('404 not_found');
  const wish = { ...WISH, service: name, requestId: randomUUID() };
  expect(await codeOf(await point.post('/api/certificates', wish, token))).toBe('404 not_found');
});
