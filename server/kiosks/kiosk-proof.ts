import { createHash } from 'node:crypto';
import type { Request } from 'express';
import { compactVerify } from 'jose';
import { safeParse } from 'valibot';
import { PROOF_SCHEME, PROOF_SECONDS, type ProofClaims, proofClaims } from '#server/contract/envelopes.ts';
import type { KioskId } from '#server/contract/words.ts';
import { rawBody } from '../json-body.ts';
import { jsonOf, kidOf } from '../keys/jws.ts';
import { Refused } from '../problems.ts';
import type { Db } from '../store/database.ts';
import { kioskKey } from './kiosks.ts';

/** Which kiosk sent this request. Throws `Refused` `kiosk_unknown` or `proof_invalid`. */
export type ProveKiosk = (req: Request) => Promise<KioskId>;

/**
 * Checks the proof of a request: signed (ES256 and nothing else) by the key enrolled under its kid, for this very
 * method, path and body, within a minute of our clock, and never seen before.
 */
export function kioskProof(db: Db, now: () => number = Date.now): ProveKiosk {
  return async (req) => {
    const jws = proofIn(req);
    const claims = await verified(jws, db);
    const at = Math.floor(now() / 1000);
    if (Math.abs(at - claims.iat) > PROOF_SECONDS) throw new Refused('proof_invalid', 'the clock is off');
    if (!isFor(req, claims)) throw new Refused('proof_invalid', 'made for another request');
    if (!(await isFresh(db, claims))) throw new Refused('proof_invalid', 'used before');
    return claims.iss;
  };
}

function proofIn(req: Request): string {
  const [scheme, jws, ...more] = req.get('authorization')?.split(' ') ?? [];
  if (scheme === PROOF_SCHEME && jws && more.length === 0) return jws;
  throw new Refused('proof_invalid', `expected Authorization: ${PROOF_SCHEME} and a proof`);
}

async function verified(jws: string, db: Db): Promise<ProofClaims> {
  const kiosk = kidOf(jws);
  if (kiosk === undefined) throw new Refused('proof_invalid', 'not a proof');
  const key = await kioskKey(db, kiosk);
  if (!key) throw new Refused('kiosk_unknown');
  const { payload } = await compactVerify(jws, key, {
    algorithms: ['ES256'],
  }).catch(() => {
    throw new Refused('proof_invalid', 'not signed by this kiosk');
  });
  const claims = safeParse(proofClaims, jsonOf(payload));
  if (claims.success && claims.output.iss === kiosk) return claims.output;
  throw new Refused('proof_invalid', 'claims');
}

function isFor(req: Request, { htm, htu, bodyHash }: ProofClaims): boolean {
  const hash = createHash('sha256').update(rawBody(req)).digest('base64url');
  return htm === req.method && htu === req.originalUrl && bodyHash === hash;
}

/** The same proof again meets its own row, which stays until the clock check alone refuses it (expiry.ts). */
async function isFresh(db: Db, { jti, iss, iat }: ProofClaims): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('kiosk_proof')
    .values({ jti, kiosk: iss, expires_at: new Date((iat + 2 * PROOF_SECONDS) * 1000) })
    .onConflict((conflict) => conflict.column('jti').doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}
