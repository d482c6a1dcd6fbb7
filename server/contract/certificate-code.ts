/**
 * The code on a certificate: `HTTPS://HOST/C#<decimal digits>`, the digits being the big-endian integer 0x01 || COSE_Sign1
 * (RFC 9052) over a CWT claims set (RFC 8392) in deterministic CBOR (RFC 8949, 4.2.1). ES256, kid of 4 bytes.
 * The fragment is never sent to a server: the page at /C checks it in the browser.
 */
import { array, type InferOutput, instance, integer, nullable, number, object, pipe, string } from 'valibot';
import { civilDate, publicJwk } from './words.ts';

/** CWT claim keys: the registered ones and our private ones (below -65536, RFC 8392 section 9.1). */
export const CLAIM = {
  issuer: 1,
  expires: 4,
  issued: 6,
  cti: 7,
  certificate: -65537,
} as const;
/** Keys inside the private map. */
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
} as const;
export const CODE_PATH = '/C';
export const CODE_VERSION = 1;

/** What the code says, read back. `issued` and `expires` are seconds since 1970. */
export const certificateClaims = object({
  issuer: string(),
  issued: number(),
  expires: number(),
  cti: instance(Uint8Array),
  type: string(),
  number: string(),
  copy: pipe(number(), integer()),
  maskedName: string(),
  lastFour: string(),
  address: string(),
  since: civilDate,
  purpose: string(),
  statusIndex: pipe(number(), integer()),
});
export type CertificateClaims = InferOutput<typeof certificateClaims>;

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
