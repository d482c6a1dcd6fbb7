import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportJWK } from 'jose';
import { parse } from 'valibot';
import { afterEach, beforeEach, expect, it, onTestFinished } from 'vitest';
import { kioskId } from '#server/contract/words.ts';
import { enrol } from '../../../device-agent/identity/enrolment.ts';
import { loadIdentity } from '../../../device-agent/identity/identity.ts';
import { StandInServer } from '../link/stand-in-server.ts';
import { type KeyPairs, KIOSK, keyPairs } from './identities.ts';

let dir: string;
let keys: KeyPairs;
let server: StandInServer;
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'identity-'));
  keys = await keyPairs();
  server = await new StandInServer(keys).start();
});
afterEach(async () => {
  await server.stop();
  rmSync(dir, { recursive: true });
});

const enrolling = (code: string) =>
  enrol({ dir, kiosk: KIOSK, name: '红旗社区 01 号', serverUrl: server.url, code });

it('enrols with a code from staff and keeps its private key to itself', async () => {
  await enrolling(server.code);
  const identity = await loadIdentity(dir, KIOSK);
  expect(await exportJWK(identity.orderKey)).toMatchObject(keys.publicKeys.orders);

  const [wish] = server.bodiesOf('/api/kiosks');
  const { key } = JSON.parse(readFileSync(join(dir, 'identity.json'), 'utf8'));
  const { d, ...publicKey } = key;
  expect(wish).toEqual({ kiosk: KIOSK, name: '红旗社区 01 号', code: server.code, publicKey });
  expect(JSON.stringify(wish)).not.toContain(d);
  expect(statSync(join(dir, 'identity.json')).mode & 0o777).toBe(0o600);
});

it('makes a new key at each enrolment, and keeps the old one when it is refused', async () => {
  await enrolling(server.code);
  const before = readFileSync(join(dir, 'identity.json'), 'utf8');
  await expect(enrolling('WRONG')).rejects.toMatchObject({
    code: 'enrolment_refused',
    message: expect.stringContaining('ask staff for a new code'),
  });
  expect(readFileSync(join(dir, 'identity.json'), 'utf8')).toBe(before);
  await enrolling(server.code);
  expect(readFileSync(join(dir, 'identity.json'), 'utf8')).not.toBe(before);
});

it('says what to do when it was never enrolled', async () => {
  await expect(loadIdentity(dir, KIOSK)).rejects.toMatchObject({
    code: 'not_enrolled',
    message: /--code CODE/u,
  });
});

it('says so when the server is not there', async () => {
  const { url } = server;
  await server.stop();
  const wish = { dir, kiosk: KIOSK, name: 'x', serverUrl: url, code: 'c' };
  await expect(enrol(wish)).rejects.toMatchObject({ code: 'server_unreachable' });
  await server.start();
});

it.each([
  ['a page of HTML', 200, '<!doctype html><title>router</title>'],
  ['that it knows no such page', 404, ''],
  ['what no enrolment says', 201, '{"kiosk":"hongqi-01"}'],
])('doubts the address when what stands there answers %s', async (_, status, body) => {
  const web = createServer((request, response) => {
    request.resume().on('end', () => response.writeHead(status).end(body));
  });
  await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void web.close());
  const serverUrl = `http://127.0.0.1:${(web.address() as AddressInfo).port}`;
  await expect(enrol({ dir, kiosk: KIOSK, name: 'x', serverUrl, code: 'c' })).rejects.toMatchObject({
    code: 'enrolment_refused',
    message: `${serverUrl} refused the enrolment (${status}); is server.url right?`,
  });
  await expect(loadIdentity(dir, KIOSK)).rejects.toMatchObject({ code: 'not_enrolled' });
});

it.each(['', '{', '{}', '[]', '{"kiosk":"hongqi-01"}'])(
  'does not start on a damaged identity: %j',
  async (text) => {
    writeFileSync(join(dir, 'identity.json'), text);
    await expect(loadIdentity(dir, KIOSK)).rejects.toMatchObject({ code: 'damaged' });
  },
);

it('does not start on the identity of another kiosk', async () => {
  await enrolling(server.code);
  await expect(loadIdentity(dir, parse(kioskId, 'hongqi-02'))).rejects.toMatchObject({
    code: 'another_kiosk',
  });
});
