/**
 * The code on a certificate: `HTTPS://HOST/C#<decimal digits>`, the digits being the big-endian integer 0x01 || COSE_Sign1
 * (RFC 9052) over a CWT claims set (RFC 8392) in deterministic CBOR (RFC 8949, 4.2.1). ES256, kid of 4 bytes.
 * The fragment is never sent to a server: the page at /C checks it in the browser.
 */
import {
  array,
  type InferOutput,
  instance,
  integer,
  nullable,
  number,
  object,
  pipe,
  string,
  union,
} from 'valibot';
import { civilDate, publicJwk } from '../words.ts';

/** CWT claim keys: the registered ones and our private ones (below -65536, RFC 8392 section 9.1). */
export const CLAIM = {
  issuer: 1,
  expires: 4,
  issued: 6,
  cti: 7,
  certificate: -65537,
} as const;
/** Keys inside the private map. A number is never given a second meaning: papers last longer than programs. */
export const FIELD = {
  type: 1,
  number: 2,
  copy: 3,
  maskedName: 4,
  lastFour: 5,
  address: 6,
  since: 7,
  purpose: 8,
  statusIndex: 9,
  title: 10,
  holder: 11,
  statement: 12,
} as const;
export const CODE_PATH = '/C';
export const CODE_VERSION = 1;

/** Of every paper. `issued` and `expires` are seconds since 1970. */
const marks = {
  issuer: string(),
  issued: number(),
  expires: number(),
  cti: instance(Uint8Array),
  type: string(),
  number: string(),
  copy: pipe(number(), integer()),
  maskedName: string(),
  lastFour: string(),
  purpose: string(),
  statusIndex: pipe(number(), integer()),
};

const residenceClaims = object({ ...marks, address: string(), since: civilDate });
/** Of a paper that is only data: what it is called, whose data it is, and what it says in one sentence. */
const recordClaims = object({ ...marks, title: string(), holder: string(), statement: string() });

/** What the code says, read back. */
export const certificateClaims = union([recordClaims, residenceClaims]);
export type CertificateClaims = InferOutput<typeof certificateClaims>;

/** Of a sentence in the code, UTF-8: 50 Han characters. What is longer is cut, and says so with an ellipsis. */
export const MAX_STATEMENT_BYTES = 150;
/** Of each of title and holder. */
export const MAX_NAME_BYTES = 60;

/** GET /api/trust: whose signatures count, from when until when (seconds since 1970). `kid` is 8 hexadecimal digits. */
export const trustList = object({
  issuers: array(
    object({
      kid: string(),
      issuer: string(),
      name: string(),
      publicKey: publicJwk,
      validFrom: number(),
      validTo: nullable(number()),
    }),
  ),
});
export type TrustList = InferOutput<typeof trustList>;

/** GET /api/status: one bit a copy, 1 = no longer live; zlib, base64url. The whole list travels, so nobody learns what is checked. */
export const statusList = object({ asOf: number(), bits: string() });
export type StatusList = InferOutput<typeof statusList>;
