import { SignJWT } from 'jose';
import { beforeAll, expect, it } from 'vitest';
import { verifyOrder } from '../../../device-agent/printing/order.ts';
import { type KeyPairs, keyPairs } from '../identity/identities.ts';
import { order, signed } from './orders.ts';

let keys: KeyPairs;
beforeAll(async () => {
  keys = await keyPairs();
});

const NOW = Date.parse('2026-11-22T02:00:00Z');

it('takes an order that its server signed for this kiosk and this hour', async () => {
  const claims = order({}, NOW);
  const verdict = await verifyOrder(await signed(claims, keys.orders.privateKey), keys.identity, NOW);
  expect(verdict).toEqual({ kind: 'good', order: claims });
});

it.each([
  ['order_for_another_kiosk', { aud: 'hongqi-02' }],
  ['order_expired', { exp: NOW / 1000 }],
  ['order_expired', { iat: NOW / 1000 + 61 }],
])('refuses with %s: %o', async (fault, otherwise) => {
  const claims = order(otherwise, NOW);
  const verdict = await verifyOrder(await signed(claims, keys.orders.privateKey), keys.identity, NOW);
  expect(verdict).toMatchObject({ kind: 'refused', fault, name: { job: claims.job } });
});

it('refuses an order whose document was exchanged after signing', async () => {
  const claims = order({}, NOW);
  const [head, , signature] = (await signed(claims, keys.orders.privateKey)).split('.');
  const altered = Buffer.from(JSON.stringify({ ...claims, document: '0'.repeat(64) })).toString('base64url');
  const verdict = await verifyOrder(`${head}.${altered}.${signature}`, keys.identity, NOW);
  expect(verdict).toMatchObject({ kind: 'refused', fault: 'order_altered', name: { job: claims.job } });
});

it('refuses an order signed by a key that is not the server’s', async () => {
  const verdict = await verifyOrder(await signed(order(), keys.kiosk.privateKey), keys.identity, Date.now());
  expect(verdict).toMatchObject({ fault: 'order_altered' });
});

it('lets no envelope choose its own algorithm', async () => {
  const body = Buffer.from(JSON.stringify(order())).toString('base64url');
  const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${body}.`;
  expect(await verifyOrder(none, keys.identity, Date.now())).toMatchObject({ fault: 'order_altered' });

  const secret = new TextEncoder().encode(JSON.stringify(keys.publicKeys.orders));
  const hmac = await new SignJWT({ ...order() }).setProtectedHeader({ alg: 'HS256' }).sign(secret);
  expect(await verifyOrder(hmac, keys.identity, Date.now())).toMatchObject({ fault: 'order_altered' });
});

it.each(['', '.', 'a.b.c', '..', '{}'])('refuses what is no order at all: %j', async (text) => {
  const verdict = await verifyOrder(text, keys.identity, Date.now());
  expect(verdict).toEqual({ kind: 'refused', fault: 'order_altered', name: undefined });
});

it.each([
  { job: 'seventeen' },
  { document: 'abc' },
  { printer: 'plotter' },
  { mediaType: 'text/html' },
  { iss: 'me' },
])('refuses an order of ours that says what was never agreed: %o', async (otherwise) => {
  const claims = { ...order(), ...otherwise };
  const verdict = await verifyOrder(await signed(claims, keys.orders.privateKey), keys.identity, Date.now());
  expect(verdict).toMatchObject({ kind: 'refused', fault: 'order_altered' });
});
