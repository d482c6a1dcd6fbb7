/** Keys of a kiosk and of its server, made anew for each test. */
import { exportJWK, generateKeyPair } from 'jose';
import { parse } from 'valibot';
import { kioskId, publicJwk } from '#server/contract/words.ts';
import type { Identity } from '../../../device-agent/identity/identity.ts';

export const KIOSK = parse(kioskId, 'hongqi-01');

export async function keyPairs() {
  const kiosk = await generateKeyPair('ES256', { extractable: true });
  const orders = await generateKeyPair('ES256', { extractable: true });
  const assertions = await generateKeyPair('ECDH-ES+A256KW', { extractable: true });
  const identity: Identity = {
    kiosk: KIOSK,
    signingKey: kiosk.privateKey,
    orderKey: orders.publicKey,
    assertionKey: assertions.publicKey,
  };
  const publicKeys = {
    orders: parse(publicJwk, await exportJWK(orders.publicKey)),
    assertions: parse(publicJwk, await exportJWK(assertions.publicKey)),
  };
  return { kiosk, orders, assertions, identity, publicKeys };
}
export type KeyPairs = Awaited<ReturnType<typeof keyPairs>>;
