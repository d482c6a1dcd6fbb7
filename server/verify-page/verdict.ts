/** A code judged on this phone, by our own means: WebCrypto is absent from pages without TLS. */
import { p256 } from '@noble/curves/nist.js';
import { decode } from 'cborg';
import { type CodeReading, readCode, type SignedCode } from '#server/contract/paper/code-reading.ts';
import { type Knowledge, type Verdict, verdictOn } from '#server/contract/paper/code-verdict.ts';
import type { PublicJwk } from '#server/contract/words.ts';

/** Never throws, whatever the digits are. */
export function judge(digits: string, knowledge: Knowledge): Verdict {
  return verdictOn(read(digits), knowledge, isSignedBy);
}

/** Never throws. */
export function read(digits: string): CodeReading {
  return readCode(digits, decode);
}

/** `lowS` is off: half of all valid ES256 signatures have a high s, and OpenSSL makes them. */
function isSignedBy({ signed, signature }: SignedCode, { x, y }: PublicJwk): boolean {
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
