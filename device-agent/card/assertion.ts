/** The first sealed envelope: what the card says, signed by this kiosk and readable for the server alone. */
import { CompactEncrypt, CompactSign } from 'jose';
import { type AssertionClaims, SERVER } from '#server/contract/envelopes.ts';
import type { CardRecord } from '../contract/card-kinds.ts';
import type { Identity } from '../identity/identity.ts';

export interface Sighting {
  readonly card: CardRecord;
  readonly samId: string;
  /** From the server, used once. */
  readonly nonce: string;
  /** Ms since 1970. */
  readonly at: number;
}

const utf8 = new TextEncoder();

/** JWS (RFC 7515) ES256 inside JWE (RFC 7516) ECDH-ES+A256KW, A256GCM; compact. */
export async function sealAssertion(
  identity: Identity,
  { card, samId, nonce, at }: Sighting,
): Promise<string> {
  const claims: AssertionClaims = {
    iss: identity.kiosk,
    aud: SERVER,
    nonce,
    iat: Math.floor(at / 1000),
    samId,
    card,
  };
  const signed = await new CompactSign(utf8.encode(JSON.stringify(claims)))
    .setProtectedHeader({ alg: 'ES256', kid: identity.kiosk })
    .sign(identity.signingKey);
  return new CompactEncrypt(utf8.encode(signed))
    .setProtectedHeader({ alg: 'ECDH-ES+A256KW', enc: 'A256GCM', kid: 'assertions' })
    .encrypt(identity.assertionKey);
}
