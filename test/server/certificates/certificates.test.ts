import { createHash, randomUUID } from 'node:crypto';
import { compactVerify, decodeProtectedHeader } from 'jose';
import { parse } from 'valibot';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { slip } from '#printers/slip/slip.ts';
import { MEDIA, orderClaims } from '#server/contract/envelopes.ts';
import { verifyAudit } from '../../../server/audit/audit.ts';
import { storedPaper } from '../stored-paper.ts';
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
  const papers = await Promise.all(issued.orders.map(({ job }) => storedPaper(point, job)));
  for (const { bytes, sha256 } of papers)
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
  const [page, receipt] = papers;
  expect(page?.bytes.subarray(0, 5).toString()).toBe('%PDF-');
  const text = String(receipt?.bytes);
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
