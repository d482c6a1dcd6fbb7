import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { VisitOpened } from '#server/contract/visits.ts';
import { verifyAudit } from '../../../server/audit/audit.ts';
import { revokeKiosk } from '../../../server/kiosks/kiosks.ts';
import { TestKiosk } from '../test-kiosk.ts';
import { codeOf, li, NOON, openServicePoint, qian, type ServicePoint, sun, wang } from './service-point.ts';

let point: ServicePoint;
beforeAll(async () => {
  point = await openServicePoint();
});
afterAll(() => point.close());
beforeEach(() => {
  point.clock.now = NOON;
});

const residenceIn = (offers: VisitOpened['offers']) =>
  offers.find(({ service }) => service === 'residence-certificate');

const openWith = async (assertion: string) => codeOf(await point.post('/api/visits', { assertion }));

it('refuses what is no assertion', async () => {
  expect(await openWith('nonsense')).toBe('401 assertion_invalid');
  expect(await openWith('a.b.c.d.e')).toBe('401 assertion_invalid');
  expect(await openWith('')).toBe('400 malformed');
  expect(await codeOf(await point.post('/api/visits', { assertion: 'x'.repeat(16 * 1024 + 1) }))).toBe(
    '400 malformed',
  );
});

it('refuses an assertion signed by anybody but the kiosk it names', async () => {
  const stranger = new TestKiosk();
  expect(await openWith(await point.assertion(wang, { signer: stranger }))).toBe('401 assertion_invalid');
});

it('refuses a kiosk that is not enrolled, and one that was revoked', async () => {
  const stranger = new TestKiosk('stranger-01');
  const foreign = { signer: stranger, header: { kid: stranger.id }, claims: { iss: stranger.id } };
  expect(await openWith(await point.assertion(wang, foreign))).toBe('401 kiosk_unknown');
  await stranger.enrol(point.db);
  await revokeKiosk(point.db, stranger.id, 'staff:test');
  expect(await openWith(await point.assertion(wang, foreign))).toBe('401 kiosk_unknown');
});

it('refuses a nonce that was issued to another kiosk', async () => {
  const other = await new TestKiosk('hongqi-02').enrol(point.db);
  const borrowed = { signer: other, header: { kid: other.id }, claims: { iss: other.id } };
  expect(await openWith(await point.assertion(wang, borrowed))).toBe('401 assertion_replayed');
});

it.each([
  ['another audience', { claims: { aud: 'somebody-else' } }],
  ['another issuer than its key', { claims: { iss: 'hongqi-09' } }],
  ['a clock 121 seconds behind', { claims: { iat: NOON / 1000 - 121 } }],
  ['a clock 121 seconds ahead', { claims: { iat: NOON / 1000 + 121 } }],
  ['a card without a number', { claims: { card: { ...wang, idNumber: undefined } } }],
  ['no nonce', { claims: { nonce: undefined } }],
])('refuses an assertion with %s', async (_, spoiling) => {
  expect(await openWith(await point.assertion(wang, spoiling))).toBe('401 assertion_invalid');
});

it('opens a visit once per assertion, though it is sent twice at the same time', async () => {
  const assertion = await point.assertion(wang);
  const answers = await Promise.all([1, 2, 3].map(() => point.post('/api/visits', { assertion })));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 401, 401]);
  expect(await openWith(assertion)).toBe('401 assertion_replayed');
});

it('greets by masked name and offers what the rules allow', async () => {
  const opened = await point.open(wang);
  expect(opened.visit).toMatchObject({ maskedName: '王＊＊', level: 'L1', community: { name: '红旗社区' } });
  expect(opened.visit.expiresAt).toBe(new Date(NOON + 600_000).toISOString());
  expect(residenceIn(opened.offers)).toMatchObject({
    service: 'residence-certificate',
    printer: 'page',
    issuer: '红旗社区居民委员会',
    validDays: 30,
    statement: { zh: '住在红旗社区，从 2020 年 1 月起' },
    decision: { result: 'yes' },
  });
  expect(residenceIn(opened.offers)?.purposes[0]).toEqual({
    code: 'general',
    label: { zh: '都可以用', en: 'Any purpose' },
  });
});

it('says how long is still to wait', async () => {
  const { offers } = await point.open(li);
  expect(residenceIn(offers)).not.toHaveProperty('statement');
  expect(residenceIn(offers)?.decision).toMatchObject({
    result: 'no',
    earliest: '2027-01-22',
    progress: { haveMonths: 4, needMonths: 6 },
    reasons: [{ id: 'duration', text: { zh: '还差两个月' }, who: '社区民警室' }],
  });
});

it('does not know, and says whom to ask, when the register has no date', async () => {
  const { offers } = await point.open(sun);
  expect(residenceIn(offers)?.decision).toMatchObject({ result: 'unknown', ask: [{ who: '社区民警室' }] });
});

it('tells somebody who is not in the register where to register', async () => {
  const { offers } = await point.open(qian);
  expect(residenceIn(offers)?.decision).toMatchObject({
    result: 'no',
    reasons: [{ id: 'listed', next: { zh: expect.stringContaining('到社区民警室登记') } }],
  });
});

it('refuses an expired card, whatever the register says', async () => {
  const { offers } = await point.open({ ...wang, validTo: '2026-11-21' });
  expect(residenceIn(offers)?.decision).toMatchObject({ result: 'no', reasons: [{ id: 'card-valid' }] });
});

it('asks the rules again when the register was mended meanwhile', async () => {
  const { token } = await point.open(sun);
  const check = async () =>
    (await point.post('/api/checks', { service: 'residence-certificate' }, token)).json();
  expect(await check()).toMatchObject({ decision: { result: 'unknown' } });
  const subject = point.keyring.index.of(sun.idNumber);
  const mend = (since: string | null) =>
    point.db
      .updateTable('resident')
      .set({ residence_since: since })
      .where('id_index', '=', subject)
      .execute();
  await mend('2020-01-01');
  expect(await check()).toMatchObject({ decision: { result: 'yes' } });
  await mend(null);
  expect(await codeOf(await point.post('/api/checks', { service: 'no-such' }, token))).toBe('404 not_found');
});

it('takes no token but that of an open visit', async () => {
  const { token } = await point.open(wang);
  const check = async (bearer?: string) =>
    codeOf(await point.post('/api/checks', { service: 'residence-certificate' }, bearer));
  expect(await check()).toBe('401 visit_over');
  expect(await check(`${token}x`)).toBe('401 visit_over');
  point.clock.now = NOON + 600_000;
  expect(await check(token)).toBe('401 visit_over');
});

it('forgets the card when the visit ends, and when its time is over', async () => {
  const [left, forgotten] = [await point.open(wang), await point.open(wang)];
  const end = () =>
    fetch(`${point.url}/api/visits/current`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${left.token}` },
    });
  expect((await end()).status).toBe(204);
  expect(await codeOf(await end())).toBe('401 visit_over');
  point.clock.now = NOON + 600_000;
  await point.desk.sweep();
  const rows = await point.db
    .selectFrom('visit')
    .select(['card_sealed', 'ended_at'])
    .where('id', 'in', [left.visit.id, forgotten.visit.id])
    .execute();
  expect(rows).toHaveLength(2);
  expect(rows.every((row) => row.card_sealed === null && row.ended_at !== null)).toBe(true);
});

it('keeps neither token, name nor number where the database could show them', async () => {
  const { token } = await point.open(wang);
  const { rows } = await point.db
    .selectFrom('visit')
    .selectAll()
    .execute()
    .then((all) => ({ rows: all }));
  const dump = rows
    .map((row) =>
      Object.values(row)
        .map((value) => (Buffer.isBuffer(value) ? value.toString('latin1') : String(value)))
        .join(),
    )
    .join();
  for (const canary of [token, wang.idNumber]) expect(dump).not.toContain(canary);
  const sealed = Buffer.concat(rows.flatMap(({ card_sealed }) => card_sealed ?? []));
  expect(sealed.includes(Buffer.from(wang.name))).toBe(false);
  expect(JSON.stringify(point.logged)).not.toContain(wang.idNumber);
});

it('leaves an unbroken audit of visits opened and ended', async () => {
  expect(await verifyAudit(point.db)).toMatchObject({ kind: 'whole' });
  const actions = await point.db.selectFrom('audit_entry').select('action').distinct().execute();
  expect(actions.map(({ action }) => action)).toEqual(
    expect.arrayContaining(['visit_opened', 'visit_ended']),
  );
});

it('does not take a key of another curve or algorithm for a signature', async () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const signer = Object.assign(new TestKiosk(), { privateKey });
  expect(await openWith(await point.assertion(wang, { signer, header: { alg: 'PS256' } }))).toBe(
    '401 assertion_invalid',
  );
});
