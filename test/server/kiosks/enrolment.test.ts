import { afterAll, beforeAll, expect, it } from 'vitest';
import { CODE_LASTS_MS, makeEnrolmentCode } from '../../../server/kiosks/enrolment.ts';
import { kioskProof } from '../../../server/kiosks/kiosk-proof.ts';
import { kioskRoutes } from '../../../server/routes/kiosks.ts';
import { type TestDatabase, testDatabase } from '../database.ts';
import { type TestKeys, testKeys } from '../keys.ts';
import { type Serving, serve } from '../serving.ts';
import { TestKiosk } from '../test-kiosk.ts';

let database: TestDatabase;
let keys: TestKeys;
let serving: Serving;
beforeAll(async () => {
  [database, keys] = await Promise.all([testDatabase(), testKeys()]);
  serving = await serve(kioskRoutes(database.db, keys.keyring, kioskProof(database.db)));
});
afterAll(async () => {
  await serving.close();
  await Promise.all([database.close(), keys.close()]);
});

function enrol(kiosk: TestKiosk, code: string, publicKey: unknown = kiosk.publicKey): Promise<Response> {
  return fetch(`${serving.url}/api/kiosks`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ kiosk: kiosk.id, name: '样例一号机', code, publicKey }),
  });
}

it('refuses a code nobody made', async () => {
  const answer = await enrol(new TestKiosk(), 'AAAAAAAA');
  expect(answer.status).toBe(409);
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  expect(await answer.json()).toMatchObject({ status: 409, code: 'code_unknown' });
});

it('refuses a code that is ten minutes old', async () => {
  const code = await makeEnrolmentCode(database.db, 'staff:test', Date.now() - CODE_LASTS_MS);
  expect((await enrol(new TestKiosk(), code)).status).toBe(409);
});

it('refuses a key that is no point of the curve, and the code stays good', async () => {
  const kiosk = new TestKiosk('hongqi-03');
  const code = await makeEnrolmentCode(database.db, 'staff:test');
  const wrong = { ...kiosk.publicKey, x: kiosk.publicKey.y };
  expect((await enrol(kiosk, code, wrong)).status).toBe(400);
  expect((await enrol(kiosk, code)).status).toBe(201);
});

it('takes a code once, though ten kiosks come with it at the same time', async () => {
  const code = await makeEnrolmentCode(database.db, 'staff:test');
  const kiosks = Array.from({ length: 10 }, (_, number) => new TestKiosk(`rush-${number}`));
  const answers = await Promise.all(kiosks.map((kiosk) => enrol(kiosk, code)));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
});

it('answers the keys by which orders are checked and assertions sealed', async () => {
  const kiosk = new TestKiosk('hongqi-04');
  const code = await makeEnrolmentCode(database.db, 'staff:test');
  const answer = await enrol(kiosk, ` ${code.toLowerCase()} `);
  expect(await answer.json()).toEqual({
    kiosk: 'hongqi-04',
    keys: { orders: keys.keyring.orders.publicJwk, assertions: keys.keyring.assertions.publicJwk },
  });
  expect((await kiosk.send(serving.url, 'POST', '/api/kiosks/nonces')).status).toBe(201);
});

it('keeps no code in clear', async () => {
  const code = await makeEnrolmentCode(database.db, 'staff:test');
  const rows = await database.db.selectFrom('enrolment_code').selectAll().execute();
  expect(JSON.stringify(rows.map((row) => row.code_hash.toString('latin1')))).not.toContain(code);
  expect(code).toMatch(/^[2-9A-HJKMNP-Z]{8}$/u);
});
