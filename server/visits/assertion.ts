/** The first envelope, opened: which kiosk saw which card, with which nonce, when. */
import { type CompactVerifyResult, compactDecrypt, compactVerify } from 'jose';
import { safeParse } from 'valibot';
import { ASSERTION_SECONDS, type AssertionClaims, assertionClaims } from '#server/contract/envelopes.ts';
import { jsonOf, kidOf } from '../keys/jws.ts';
import type { Keyring } from '../keys/keyring.ts';
import { kioskKey } from '../kiosks/kiosks.ts';
import { Refused } from '../problems.ts';
import type { Db } from '../store/database.ts';

/**
 * The claims of an assertion that a kiosk of ours made for us just now. Whether its nonce is new is for whoever
 * consumes it. Algorithms are ours to choose, never the envelope's (RFC 8725, 3.1).
 * Throws `Refused` `assertion_invalid` or `kiosk_unknown`. `now`: ms since 1970.
 */
export async function openAssertion(
  sealed: string,
  { db, keyring, now }: { readonly db: Db; readonly keyring: Keyring; readonly now: number },
): Promise<AssertionClaims> {
  const jws = await decrypted(sealed, keyring);
  const kid = kidOf(jws);
  if (kid === undefined) throw new Refused('assertion_invalid', 'not signed by anybody');
  const key = await kioskKey(db, kid);
  if (key === undefined) throw new Refused('kiosk_unknown');
  const { payload } = await attempt(() => compactVerify(jws, key, { algorithms: ['ES256'] }));
  const claims = safeParse(assertionClaims, jsonOf(payload));
  if (!claims.success || claims.output.iss !== kid) throw new Refused('assertion_invalid', 'claims');
  if (Math.abs(now / 1000 - claims.output.iat) > ASSERTION_SECONDS) {
    throw new Refused('assertion_invalid', 'the clock is off');
  }
  return claims.output;
}

async function decrypted(sealed: string, { assertions }: Keyring): Promise<string> {
  const { plaintext } = await attempt(() =>
    compactDecrypt(sealed, assertions.privateKey, {
      keyManagementAlgorithms: ['ECDH-ES+A256KW'],
      contentEncryptionAlgorithms: ['A256GCM'],
    }),
  );
  return Buffer.from(plaintext).toString('utf8');
}

/** What jose throws says how the envelope is broken; the caller learns only that it is. */
async function attempt<T extends CompactVerifyResult | { plaintext: Uint8Array }>(
  open: () => Promise<T>,
): Promise<T> {
  try {
    return await open();
  } catch {
    throw new Refused('assertion_invalid', 'the envelope does not open');
  }
}
