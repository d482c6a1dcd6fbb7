/**
 * Reads the code of a certificate back: digits -> COSE_Sign1 (RFC 9052) -> claims. Reading proves nothing yet.
 * Whoever reads brings a decoder of CBOR along, so that a contract needs no library.
 */
import { instance, literal, safeParse, strictTuple } from 'valibot';
import { type CertificateClaims, CLAIM, CODE_VERSION, certificateClaims, FIELD } from './certificate-code.ts';

/** Twice what a QR code of version 25-M holds; a longer number is not worth turning into bytes. */
const MAX_DIGITS = 4800;
const ALGORITHM = 1;
const KEY_ID = 4;
const ES256 = -7;
const SIGNATURE_BYTES = 64;

export interface SignedCode {
  /** 8 hexadecimal digits. */
  readonly kid: string;
  readonly claims: CertificateClaims;
  /** What was signed (Sig_structure, RFC 9052, 4.4) and the signature over it, r || s. */
  readonly signed: Uint8Array;
  readonly signature: Uint8Array;
}

/** `foreign`: never a code of ours. `damaged`: it begins as one of ours and then breaks. */
export type CodeReading =
  | { readonly kind: 'read'; readonly code: SignedCode }
  | { readonly kind: 'foreign' }
  | { readonly kind: 'damaged' };

/** Maps as `Map`; an item that is not in its shortest form throws, and so do a key that comes twice and bytes left over. */
const STRICTLY = { useMaps: true, strict: true, rejectDuplicateMapKeys: true } as const;

/** One CBOR item (RFC 8949), byte strings as `Uint8Array`, in the manner of `cborg`. */
export type DecodeCbor = (item: Uint8Array, how: typeof STRICTLY) => unknown;

const bytes = instance(Uint8Array);
const coseSign1 = strictTuple([bytes, instance(Map), bytes, bytes]);

/** Never throws. */
export function readCode(digits: string, cbor: DecodeCbor): CodeReading {
  const message = bytesOf(digits);
  if (message === undefined || message[0] !== CODE_VERSION) return { kind: 'foreign' };
  try {
    const code = readSign1(message.slice(1), cbor);
    return code === undefined ? { kind: 'damaged' } : { kind: 'read', code };
  } catch {
    return { kind: 'damaged' };
  }
}

function readSign1(message: Uint8Array, cbor: DecodeCbor): SignedCode | undefined {
  const outer = safeParse(coseSign1, cbor(message, STRICTLY));
  if (!outer.success) return undefined;
  const [head, unprotected, payload, signature] = outer.output;
  const kid = keyIdOf(cbor(head, STRICTLY));
  const claims = claimsOf(cbor(payload, STRICTLY));
  if (kid === undefined || claims === undefined || unprotected.size > 0) return undefined;
  if (signature.length !== SIGNATURE_BYTES) return undefined;
  return { kid, claims, signature, signed: sigStructure(head, payload) };
}

/** The algorithm is fixed: a code that names another one is not ours. */
function keyIdOf(head: unknown): string | undefined {
  if (!(head instanceof Map) || head.size !== 2) return undefined;
  const algorithm = safeParse(literal(ES256), head.get(ALGORITHM));
  const kid = safeParse(bytes, head.get(KEY_ID));
  if (!algorithm.success || !kid.success) return undefined;
  return Array.from(kid.output, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function claimsOf(payload: unknown): CertificateClaims | undefined {
  if (!(payload instanceof Map)) return undefined;
  const fields = payload.get(CLAIM.certificate);
  if (!(fields instanceof Map)) return undefined;
  const parsed = safeParse(certificateClaims, {
    issuer: payload.get(CLAIM.issuer),
    issued: payload.get(CLAIM.issued),
    expires: payload.get(CLAIM.expires),
    cti: payload.get(CLAIM.cti),
    type: fields.get(FIELD.type),
    number: fields.get(FIELD.number),
    copy: fields.get(FIELD.copy),
    maskedName: fields.get(FIELD.maskedName),
    lastFour: fields.get(FIELD.lastFour),
    address: fields.get(FIELD.address),
    since: fields.get(FIELD.since),
    title: fields.get(FIELD.title),
    holder: fields.get(FIELD.holder),
    statement: fields.get(FIELD.statement),
    purpose: fields.get(FIELD.purpose),
    statusIndex: fields.get(FIELD.statusIndex),
  });
  return parsed.success ? parsed.output : undefined;
}

/** ["Signature1", protected, external_aad = empty, payload], put together by hand from the bytes as they came. */
function sigStructure(head: Uint8Array, payload: Uint8Array): Uint8Array {
  const context = new TextEncoder().encode('Signature1');
  return Uint8Array.of(
    0x84,
    0x60 + context.length,
    ...context,
    ...byteString(head),
    0x40,
    ...byteString(payload),
  );
}

/** A CBOR byte string (RFC 8949, 3.1, major type 2). */
function byteString(content: Uint8Array): number[] {
  const { length } = content;
  if (length < 24) return [0x40 + length, ...content];
  if (length < 256) return [0x58, length, ...content];
  return [0x59, length >> 8, length & 0xff, ...content];
}

function bytesOf(digits: string): Uint8Array | undefined {
  if (digits.length > MAX_DIGITS || !/^[1-9]\d*$/u.test(digits)) return undefined;
  const hex = BigInt(digits).toString(16);
  const even = hex.length % 2 === 0 ? hex : `0${hex}`;
  return Uint8Array.from({ length: even.length / 2 }, (_, at) =>
    Number.parseInt(even.slice(at * 2, at * 2 + 2), 16),
  );
}
