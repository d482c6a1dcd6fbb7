/** What can be said of a code with what this phone, or this kiosk, knows. Pure: no clock, no network, no page. */

import type { PublicJwk } from '../words.ts';
import type { CertificateClaims, StatusList, TrustList } from './certificate-code.ts';
import type { CodeReading, SignedCode } from './code-reading.ts';
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
  /** No trust list was to be had, or not in time. */
  | { readonly kind: 'not_checked' }
  | { readonly kind: 'not_ours' }
  | { readonly kind: 'damaged' };

/** How a verdict is to be taken. Each has a shape of its own: ring, triangle, octagon, square. */
export type Mood = 'good' | 'care' | 'bad' | 'none';

/** An unknown key is no milder than a broken signature: anybody can sign with a key of their own. */
export const MOODS = {
  valid: 'good',
  valid_status_unchecked: 'care',
  expired: 'care',
  not_live: 'bad',
  not_yet: 'care',
  unknown_key: 'bad',
  damaged: 'bad',
  not_ours: 'none',
  not_checked: 'none',
} as const satisfies Record<Verdict['kind'], Mood>;

/** Whether this key made the signature (ES256) of this code. */
export type IsSignedBy = (code: SignedCode, key: PublicJwk) => boolean;

export function verdictOn(reading: CodeReading, knowledge: Knowledge, isSignedBy: IsSignedBy): Verdict {
  switch (reading.kind) {
    case 'foreign':
      return { kind: 'not_ours' };
    case 'damaged':
      return { kind: 'damaged' };
    case 'read':
      return knowledge.trust === undefined
        ? { kind: 'not_checked' }
        : judged(reading.code, { ...knowledge, trust: knowledge.trust }, isSignedBy);
    default:
      return reading satisfies never;
  }
}

function judged(
  code: SignedCode,
  knowledge: Knowledge & { readonly trust: TrustList },
  isSignedBy: IsSignedBy,
): Verdict {
  const { claims, kid } = code;
  const known = knowledge.trust.issuers.filter(
    (issuer) => issuer.kid === kid && issuer.issuer === claims.issuer,
  );
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
