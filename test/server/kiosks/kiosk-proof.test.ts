import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { kioskProof } from '../../../server/kiosks/kiosk-proof.ts';
import { revokeKiosk } from '../../../server/kiosks/kiosks.ts';
import { kioskRoutes } from '../../../server/routes/kiosks.ts';
import { type TestDatabase, testDatabase } from '../database.ts';
import { type TestKeys, testKeys } from '../keys.ts';
import { type Serving, serve } from '../serving.ts';
import { type ProofWish, TestKiosk } from '../test-kiosk.ts';

const PATH = '/api/kiosks/nonces';
const BEATS = '/api/kiosks/heartbeats';
const BEAT = { reader: { state: 'ready', conditions: [] }, printers: { page: null, slip: null } };
const NOW = Math.floor(Date.now() / 1000);
const kiosk = new TestKiosk();

let database: TestDatabase;
let keys: TestKeys;
let serving: Serving;
beforeAll(async () => {
  [database, keys] = await Promise.all([testDatabase(), testKeys()]);
  await kiosk.enrol(database.db);
  const proveKiosk = kioskProof(database.db, () => NOW * 1000);
  serving = await serve(kioskRoutes(database.db, keys.keyring, proveKiosk));
});
afterAll(async () => {
  await serving.close();
  await Promise.all([database.close(), keys.close()]);
});

async function codeOf(answer: Response): Promise<string> {
  if (answer.ok) return String(answer.status);
  const problem = (await answer.json()) as { code: string };
  return problem.code;
}

const ask = async (authorization?: string, path = PATH, body?: string): Promise<string> =>
  codeOf(
    await fetch(serving.url + path, {
      method: 'POST',
      headers: {
        ...(authorization === undefined ? {} : { authorization }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body }),
    }),
  );

const proof = (wish: Partial<ProofWish> = {}, by = kiosk): Promise<string> =>
  by.proof({ method: 'POST', path: PATH, ...wish, claims: { iat: NOW, ...wish.claims } });

it.each([
  ['no proof', undefined],
  ['another scheme', 'Bearer e30.e30.e30'],
  ['no JWS', 'LinliKiosk'],
  ['rubbish', 'LinliKiosk ...'],
  ['a JWS without a signature, alg none', 'LinliKiosk eyJhbGciOiJub25lIiwia2lkIjoiaG9uZ3FpLTAxIn0.e30.'],
])('refuses %s', async (_, authorization) => {
  expect(await ask(authorization)).toBe('proof_invalid');
});

it.each<[string, Partial<ProofWish>]>([
  ['made for another method', { method: 'GET' }],
  ['made for another path', { path: BEATS }],
  ['with a body it does not name', { body: '{}' }],
  ['61 seconds old', { claims: { iat: NOW - 61 } }],
  ['61 seconds ahead', { claims: { iat: NOW + 61 } }],
  ['for another audience', { claims: { aud: 'somebody' } }],
  ['in the name of another kiosk', { claims: { iss: 'hongqi-02' } }],
  ['without a jti', { claims: { jti: undefined } }],
])('refuses a proof %s', async (_, wish) => {
  expect(await ask(await proof(wish))).toBe('proof_invalid');
});

it('refuses a proof signed by a key that is not enrolled', async () => {
  expect(await ask(await proof({}, new TestKiosk()))).toBe('proof_invalid');
});

it('refuses a proof with one character of its signature changed', async () => {
  const good = await proof();
  const at = good.length - 20;
  const spoiled = good.slice(0, at) + (good[at] === 'A' ? 'B' : 'A') + good.slice(at + 1);
  expect(await ask(spoiled)).toBe('proof_invalid');
  expect(await ask(good)).toBe('201');
});

it('refuses a body that was altered on the way', async () => {
  const body = JSON.stringify(BEAT);
  const authorization = await proof({ path: BEATS, body });
  expect(await ask(authorization, BEATS, body.replace('ready', 'Ready'))).toBe('proof_invalid');
  expect(await ask(authorization, BEATS, body)).toBe('204');
});

it('refuses a proof shown twice, even fifty at a time', async () => {
  const authorization = await proof();
  const answers = await Promise.all(Array.from({ length: 50 }, () => ask(authorization)));
  expect(answers.filter((answer) => answer === '201')).toHaveLength(1);
  expect(new Set(answers)).toEqual(new Set(['201', 'proof_invalid']));
});

it('refuses a kiosk nobody enrolled, and one that was revoked', async () => {
  expect(await ask(await proof({}, new TestKiosk('stranger')))).toBe('kiosk_unknown');
  const stolen = await new TestKiosk('stolen-01').enrol(database.db);
  expect(await ask(await proof({}, stolen))).toBe('201');
  expect(await revokeKiosk(database.db, stolen.id, 'staff:test')).toBe(true);
  expect(await revokeKiosk(database.db, stolen.id, 'staff:test')).toBe(false);
  expect(await ask(await proof({}, stolen))).toBe('kiosk_unknown');
});

it('takes a NUL, which no database can keep, for the caller’s fault', async () => {
  expect(await ask(await proof({ header: { kid: 'hongqi-01\0' } }))).toBe('malformed');
  const body = JSON.stringify({ ...BEAT, reader: { state: 'rea\0dy', conditions: [] } });
  expect(await ask(await proof({ path: BEATS, body }), BEATS, body)).toBe('malformed');
});

it.each([-60, 0, 60])('takes a proof %s seconds off', async (seconds) => {
  expect(await ask(await proof({ claims: { iat: NOW + seconds, jti: randomUUID() } }))).toBe('201');
});

async function beat(body: object): Promise<string> {
  const text = JSON.stringify(body);
  const bodyHash = createHash('sha256').update(text).digest('base64url');
  return ask(await proof({ path: BEATS, claims: { bodyHash } }), BEATS, text);
}

async function kioskInFleet(): Promise<unknown> {
  const fleet = (await (await fetch(`${serving.url}/api/fleet`)).json()) as { kiosks: { id: string }[] };
  return fleet.kiosks.find(({ id }) => id === 'hongqi-01');
}

it('keeps what a heartbeat says, the last reading and the scanner too', async () => {
  const lastReading = {
    outcome: 'card_refused',
    said: '31',
    findMs: 20.5,
    selectMs: 85,
    readMs: null,
    addressMs: null,
  };
  const reader = { ...BEAT.reader, lastReading };
  expect(await beat({ ...BEAT, reader, scanner: { state: 'ready' } })).toBe('204');
  expect(await kioskInFleet()).toMatchObject({ reader, scanner: { state: 'ready' }, uncertainCopies: 0 });
});

it('takes the heartbeat of an older agent, which says nothing of either', async () => {
  expect(await beat(BEAT)).toBe('204');
  expect(await kioskInFleet()).toMatchObject({ reader: BEAT.reader, scanner: null });
});

it.each([
  ['a time below nothing', { findMs: -1 }],
  ['a day for one step', { findMs: 86_400_000 }],
  ['a page instead of a status word', { said: 'x'.repeat(201) }],
])('refuses a heartbeat with %s', async (_, wrong) => {
  const lastReading = { outcome: 'read', said: null, findMs: 1, selectMs: 1, readMs: 1, addressMs: 1 };
  expect(await beat({ ...BEAT, reader: { ...BEAT.reader, lastReading: { ...lastReading, ...wrong } } })).toBe(
    'malformed',
  );
});
