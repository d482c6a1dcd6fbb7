/** The proof a kiosk puts on each of its requests, good for one request and a minute (after RFC 9449). */
import { createHash, randomUUID } from 'node:crypto';
import { CompactSign } from 'jose';
import { PROOF_SCHEME, type ProofClaims, SERVER } from '#server/contract/envelopes.ts';
import type { Identity } from '../identity/identity.ts';

export interface ProvenRequest {
  readonly method: string;
  readonly path: string;
  readonly body: string;
  /** Ms since 1970. */
  readonly at: number;
}

/** The value of the Authorization header. */
export async function proofOf(
  identity: Identity,
  { method, path, body, at }: ProvenRequest,
): Promise<string> {
  const claims: ProofClaims = {
    iss: identity.kiosk,
    aud: SERVER,
    jti: randomUUID(),
    iat: Math.floor(at / 1000),
    htm: method,
    htu: path,
    bodyHash: createHash('sha256').update(body).digest('base64url'),
  };
  const jws = await new CompactSign(new TextEncoder().encode(JSON.stringify(claims)))
    .setProtectedHeader({ alg: 'ES256', kid: identity.kiosk })
    .sign(identity.signingKey);
  return `${PROOF_SCHEME} ${jws}`;
}
