/** What both envelopes of a kiosk share as compact JWS (RFC 7515, 7.1). Nothing here is verified yet. */
import { decodeProtectedHeader } from 'jose';

/** Who claims to have signed; undefined when it is no JWS or names no key. */
export function kidOf(jws: string): string | undefined {
  try {
    return decodeProtectedHeader(jws).kid;
  } catch {
    return undefined;
  }
}

/** The payload as JSON; undefined when it is none, which no schema takes. */
export function jsonOf(payload: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(payload).toString('utf8'));
  } catch {
    return undefined;
  }
}
