import { createHash, randomUUID } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import { compactVerify, decodeProtectedHeader } from 'jose';
import { parse } from 'valibot';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { slip } from '#printers/slip/slip.ts';
import { MEDIA, orderClaims } from '#server/contract/envelopes.ts';
import { verifyAudit } from '../../../server/audit/audit.ts';
import { documentFor } from '../../../server/documents/documents.ts';
import {
  codeOf,
  li,
  NOON,
  openServicePoint,
  type ServicePoint,
  WISH,
  wang,
} from '../visits/service-point.ts';

let point: ServicePoint;
beforeAll(async () => {
  point = await openServicePoint();
});
afterAll(() => point.close());
beforeEach(() => {
  point.clock.now = NOON;
});

const ask = async (wish: object, token?: string) =>
  point.post('/api/certificates', { ...WISH, requestId: randomUUID(), ...wish }, token);
const countOf = async (table: 'certificate' | 'certificate_copy' | 'print_job' | 'application') => {
  const { count } = await point.db
    .selectFrom(table)
    .select((select) => select.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
};

it('issues nothing without a visit, for an unknown service, for an unknown purpose', async () => {
  const { token } = await point.open(wang);
  expect(await codeOf(await ask({}))).toBe('401 visit_over');
  expect(await codeOf(await ask({ service: 'no-such' }, token))).toBe('404 not_found');
  expect(await codeOf(await ask({ purpose: 'fraud' }, token))).toBe('400 malformed');
  expect(await codeOf(await ask({ requestId: '1' }, token))).toBe('400 malformed');
  expect(await countOf('certificate')).toBe(0);
});

it('refuses with the decision when the rules say no', async () => {
  const { token } = await point.open(li);
  const answer = await ask({}, token);
  expect(answer.status).toBe(409);
  expect(await answer.json()).toMatchObject({
    code: 'not_eligible',
    decision: { result: 'no', earliest: '2027-01-22', reasons: [{ id: 'duration' }] },
  });
  expect(await countOf('certificate')).toBe(0);
});

it('refuses a visit below the level that the service asks for', async () => {
  const { token, visit } = await point.open(wang);
  await point.db.updateTable('visit').set({ level: 'L0' }).where('id', '=', visit.id).execute();
  expect(await codeOf(await ask({}, token))).toBe('403 level_too_low');
});

it('issues nothing when a name has characters that no font draws', async () => {
  const { token } = await point.open({ ...wang, name: '王\u{2FFFD}' });
  const before = await countOf('application');
  expect(await codeOf(await ask({}, token))).toBe('409 glyphs_missing');
  expect(await countOf('application')).toBe(before);
});

it('issues nothing when the texts do not fit on the page, though every character has a font', async () => {
  const { token } = await point.open({ ...wang, name: '样'.repeat(400) });
  const before = await countOf('application');
  expect(await codeOf(await ask({}, token))).toBe('409 text_too_long');
  expect(await countOf('application')).toBe(before);
});

it('answers with the number, the last day and two orders, the slip after the page', async () => {
  const { token } = await point.open(wang);
  const issued = await point.issue(token);
  expect(issued).toMatchObject({
    number: expect.stringMatching(/^610202001001-2026-\d{6}$/u),
    copy: 1,
    validUntil: '2026-12-22',
  });
  const orders = await Promise.all(
    issued.orders.map(async ({ order }) => {
      expect(decodeProtectedHeader(order)).toEqual({ alg: 'ES256', kid: 'orders' });
      const { payload } = await compactVerify(order, point.keyring.orders.publicKey, {
        algorithms: ['ES256'],
      });
      return parse(orderClaims, JSON.parse(Buffer.from(payload).toString()));
    }),
  );
  const [page, receipt] = orders;
  expect(page).toMatchObject({
    aud: point.kiosk.id,
    printer: 'page',
    mediaType: MEDIA.certificate,
    exp: NOON / 1000 + 600,
  });
  expect(receipt).toMatchObject({ printer: 'slip', mediaType: MEDIA.receipt, after: page?.job });
  expect(new Set(orders.map(({ jti }) => jti)).size).toBe(2);
});

it('keeps page and slip by hash for the kiosk of the order; the slip names nobody in full', async () => {
  const { token } = await point.open(wang);
  const issued = await point.issue(token);
  const documents = await Promise.all(
    issued.orders.map(async ({ job }) => {
      const row = await point.db
        .selectFrom('print_job')
        .select('document')
        .where('job', '=', job)
        .executeTakeFirstOrThrow();
      const document = await documentFor(point.db, point.keyring, point.kiosk.id, row.document);
      expect(
        createHash('sha256')
          .update(document?.bytes ?? '')
          .digest('hex'),
      ).toBe(row.document);
      return document?.bytes ?? Buffer.alloc(0);
    }),
  );
  expect(documents[0]?.subarray(0, 5).toString()).toBe('%PDF-');
  const text = documents[1]?.toString() ?? '';
  expect(parse(slip, JSON.parse(text)).lines.length).toBeGreaterThan(8);
  expect(text).toContain(issued.number);
  expect(text).toContain('王＊＊');
  for (const canary of [wang.name, wang.idNumber, '样例路']) expect(text).not.toContain(canary);
});

it('gives the same request the same answer, and another wish under its id none', async () => {
  const { token } = await point.open(wang);
  const requestId = randomUUID();
  const before = await countOf('certificate');
  const first = await point.issue(token, requestId);
  expect(await point.issue(token, requestId)).toEqual(first);
  expect(await codeOf(await ask({ requestId, purpose: 'school' }, token))).toBe('409 request_differs');
  expect(await countOf('certificate')).toBe(before + 1);
});

it('issues one certificate though the same request comes five times at once', async () => {
  const { token } = await point.open(wang);
  const requestId = randomUUID();
  const before = await countOf('certificate');
  const answers = await Promise.all([1, 2, 3, 4, 5].map(() => point.issue(token, requestId)));
  for (const answer of answers) expect(answer).toEqual(answers[0]);
  expect(await countOf('certificate')).toBe(before + 1);
});

it('gives fifty certificates asked for at once fifty numbers', async () => {
  const { token } = await point.open(wang);
  const issued = await Promise.all(Array.from({ length: 50 }, () => point.issue(token)));
  expect(new Set(issued.map(({ number }) => number)).size).toBe(50);
  expect(await verifyAudit(point.db)).toMatchObject({ kind: 'whole' });
});

it('begins a new series with the new year in China', async () => {
  point.clock.now = Date.parse('2026-12-31T16:00:00Z');
  const { token } = await point.open(wang);
  expect((await point.issue(token)).number).toMatch(/^610202001001-2027-000001$/u);
});

it('writes down why: definition, parameters, trace and origin of facts; the facts themselves sealed', async () => {
  const { token, visit } = await point.open(wang);
  await point.issue(token);
  const row = await point.db
    .selectFrom('decision')
    .innerJoin('application', 'application.id', 'decision.application')
    .selectAll('decision')
    .where('visit', '=', visit.id)
    .executeTakeFirstOrThrow();
  expect(row).toMatchObject({
    result: 'yes',
    decided_on: '2026-11-22',
    parameters: { min_months: 6, community: '610202001001' },
    trace: ['card-valid', 'listed', 'registered-here', 'duration'].map((leaf) => ({ leaf, truth: 'yes' })),
  });
  expect(row.provenance).toContainEqual({
    fact: 'residence.since',
    source: 'register.residence',
    state: 'known',
  });
  const facts = point.keyring.fields.open(
    { table: 'decision', column: 'facts', row: row.application },
    row.facts_sealed,
  );
  expect(JSON.parse(facts)).toMatchObject({ 'residence.since': '2020-01-01' });
});

it('stamps the audit with the time at which it was decided', async () => {
  const { token } = await point.open(wang);
  point.clock.now = NOON + 7000;
  await point.issue(token);
  const newest = await point.db
    .selectFrom('audit_entry')
    .select(['action', 'at'])
    .orderBy('seq', 'desc')
    .limit(2)
    .execute();
  const at = new Date(NOON + 7000);
  expect(newest).toEqual([
    { action: 'certificate_issued', at },
    { action: 'eligibility_decided', at },
  ]);
});

it('leaves no name, number or address in any row', async () => {
  const { token } = await point.open(wang);
  await point.issue(token);
  for (const table of [
    'application',
    'decision',
    'certificate',
    'certificate_copy',
    'audit_entry',
  ] as const) {
    const rows = await point.db.selectFrom(table).selectAll().execute();
    const text = JSON.stringify(rows, (_, value) =>
      Array.isArray(value?.data) ? Buffer.from(value.data).toString('utf8') : value,
    );
    for (const canary of [wang.name, wang.idNumber, '样例路']) expect(text, table).not.toContain(canary);
  }
});

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
