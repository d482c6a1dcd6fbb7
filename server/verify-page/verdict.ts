/** What can be said of a code with what this phone knows. Pure: no clock, no network, no page. */
import { p256 } from '@noble/curves/nist.js';
import type { CertificateClaims, StatusList, TrustList } from '#server/contract/certificate-code.ts';
import type { PublicJwk } from '#server/contract/words.ts';
import { type ReadCode, readCode } from './code.ts';
import { isSet } from './status-bits.ts';

/** How far the phone's clock may lag behind the server's, seconds. */
const CLOCK_LAG_SECONDS = 300;

export interface Knowledge {
  /** Undefined when no trust list was ever had. */
  readonly trust: TrustList | undefined;
  /** The newest status list at hand, and whether it was fetched just now. */
  readonly status:
    | { readonly list: StatusList; readonly bits: Uint8Array; readonly isFresh: boolean }
    | undefined;
  /** Seconds since 1970. */
  readonly now: number;
}

interface Proven {
  readonly claims: CertificateClaims;
  /** Name of whoever signed. */
  readonly issuerName: string;
}

/** Never a bare yes: each proven kind carries the claims, to be compared with the paper. */
export type Verdict =
  | (Proven & { readonly kind: 'valid'; readonly statusAsOf: number })
  /** `lastAsOf`: when a status list was last had, in which the copy was live. */
  | (Proven & { readonly kind: 'valid_status_unchecked'; readonly lastAsOf: number | undefined })
  | (Proven & { readonly kind: 'expired' })
  | (Proven & { readonly kind: 'not_live' })
  /** Issued later than now: the phone's clock, most likely. */
  | (Proven & { readonly kind: 'not_yet' })
  | { readonly kind: 'unknown_key' }
  | { readonly kind: 'trust_list_missing' }
  | { readonly kind: 'not_ours' }
  | { readonly kind: 'damaged' };

/** Never throws, whatever the digits are. */
export function verdictOn(digits: string, knowledge: Knowledge): Verdict {
  const reading = readCode(digits);
  switch (reading.kind) {
    case 'foreign':
      return { kind: 'not_ours' };
    case 'damaged':
      return { kind: 'damaged' };
    case 'read':
      return knowledge.trust === undefined
        ? { kind: 'trust_list_missing' }
        : judged(reading.code, knowledge.trust, knowledge);
    default:
      return reading satisfies never;
  }
}

function judged(code: ReadCode, trust: TrustList, knowledge: Knowledge): Verdict {
  const { claims, kid } = code;
  const known = trust.issuers.filter((issuer) => issuer.kid === kid && issuer.issuer === claims.issuer);
  if (known.length === 0) return { kind: 'unknown_key' };
  const signer = known.find(({ publicKey }) => isSignedBy(code, publicKey));
  if (signer === undefined) return { kind: 'damaged' };
  const inTime =
    claims.issued >= signer.validFrom && claims.issued <= (signer.validTo ?? Number.POSITIVE_INFINITY);
  if (!inTime) return { kind: 'unknown_key' };
  return standing({ claims, issuerName: signer.name }, knowledge);
}

function standing(proven: Proven, { status, now }: Knowledge): Verdict {
  const { issued, expires, statusIndex } = proven.claims;
  if (status !== undefined && isSet(status.bits, statusIndex)) return { kind: 'not_live', ...proven };
  if (expires <= now) return { kind: 'expired', ...proven };
  if (issued > now + CLOCK_LAG_SECONDS) return { kind: 'not_yet', ...proven };
  return status?.isFresh
    ? { kind: 'valid', ...proven, statusAsOf: status.list.asOf }
    : { kind: 'valid_status_unchecked', ...proven, lastAsOf: status?.list.asOf };
}

/**
 * By our own means, as WebCrypto is absent from pages without TLS. `lowS` is off: half of all valid ES256 signatures
 * have a high s, and OpenSSL makes them.
 */
function isSignedBy({ signed, signature }: ReadCode, { x, y }: PublicJwk): boolean {
  try {
    const point = Uint8Array.of(0x04, ...base64url(x), ...base64url(y));
    return p256.verify(signature, signed, point, { lowS: false });
  } catch {
    return false;
  }
}

function base64url(text: string): Uint8Array {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (char) => char.charCodeAt(0));
}
