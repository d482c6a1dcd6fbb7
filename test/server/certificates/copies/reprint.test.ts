import { randomUUID } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { codeOf, li, openServicePoint, type ServicePoint, wang } from '../../visits/service-point.ts';

let point: ServicePoint;
beforeAll(async () => {
  point = await openServicePoint();
});
afterAll(() => point.close());

it('makes no second copy while the first may still come out', async () => {
  const { token } = await point.open(wang);
  const { number, orders } = await point.issue(token);
  const again = async () =>
    codeOf(await point.post('/api/copies', { requestId: randomUUID(), number, reason: 'uncertain' }, token));
  expect(await again()).toBe('409 copy_still_live');
  await point.settle(orders[0]?.job ?? '', 'done');
  expect(await again()).toBe('409 copy_still_live');
});

it('does not copy a certificate of somebody else', async () => {
  const { token } = await point.open(wang);
  const { number } = await point.issue(token);
  const other = await point.open(li);
  const wish = { requestId: randomUUID(), number, reason: 'uncertain' };
  expect(await codeOf(await point.post('/api/copies', wish, other.token))).toBe('404 not_found');
});

it.each(['not_printed', 'uncertain'] as const)(
  'makes the next copy when the last was %s, and marks the former as no longer live',
  async (outcome) => {
    const { token } = await point.open(wang);
    const { number, orders } = await point.issue(token);
    await point.settle(orders[0]?.job ?? '', outcome);
    const wish = { requestId: randomUUID(), number, reason: outcome };
    const copies = await Promise.all([1, 2, 3].map(() => point.post('/api/copies', wish, token)));
    const bodies = await Promise.all(copies.map((copy) => copy.json()));
    expect(bodies[0]).toMatchObject({ kind: 'issued', number, copy: 2, validUntil: '2026-12-22' });
    for (const body of bodies) expect(body).toEqual(bodies[0]);
    const rows = await point.db
      .selectFrom('certificate_copy')
      .innerJoin('certificate', 'certificate.id', 'certificate_copy.certificate')
      .select(['copy', 'superseded_at', 'status_index'])
      .where('number', '=', number)
      .orderBy('copy')
      .execute();
    expect(rows.map(({ superseded_at }) => superseded_at !== null)).toEqual([true, false]);
    const list = await (await fetch(`${point.url}/api/status`)).json();
    const bits = inflateSync(Buffer.from(Object(list).bits, 'base64url'));
    const isSet = (index = 0) => ((bits[index >> 3] ?? 0) >> (index & 7)) & 1;
    expect(rows.map(({ status_index }) => isSet(status_index))).toEqual([1, 0]);
  },
);

it('lets one of two different requests for a next copy win', async () => {
  const { token } = await point.open(wang);
  const { number, orders } = await point.issue(token);
  await point.settle(orders[0]?.job ?? '', 'uncertain');
  const answers = await Promise.all(
    [1, 2].map(() =>
      point.post('/api/copies', { requestId: randomUUID(), number, reason: 'uncertain' }, token),
    ),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
});
