/** Writes the code of a certificate (contract/paper/certificate-code.ts): claims -> CWT -> COSE_Sign1 -> decimal digits. */
import { type KeyObject, sign } from 'node:crypto';
import { encode, rfc8949EncodeOptions } from 'cborg';
import {
  type CertificateClaims,
  CLAIM,
  CODE_VERSION,
  FIELD,
} from '#server/contract/paper/certificate-code.ts';

/** Header labels (RFC 9052, 3.1) and ES256 (RFC 9053, 2.1). */
const ALGORITHM = 1;
const KEY_ID = 4;
const ES256 = -7;

/** `kid`: 8 hexadecimal digits, 4 bytes in the code. */
export interface CodeKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
}

/** The digits behind `#`: the big-endian integer 0x01 || COSE_Sign1, in decimal. */
export function certificateCode(claims: CertificateClaims, key: CodeKey): string {
  return decimal(Buffer.concat([Buffer.of(CODE_VERSION), coseSign1(cwt(claims), key)]));
}

/** COSE_Sign1 without its tag (RFC 9052, 4.2): the version byte before it says what it is. */
function coseSign1(payload: Uint8Array, { kid, privateKey }: CodeKey): Uint8Array {
  const head = cbor(
    new Map<number, unknown>([
      [ALGORITHM, ES256],
      [KEY_ID, Buffer.from(kid, 'hex')],
    ]),
  );
  const signed = cbor(['Signature1', head, new Uint8Array(0), payload]);
  const signature = sign('sha256', signed, { key: privateKey, dsaEncoding: 'ieee-p1363' });
  return cbor([head, new Map(), payload, signature]);
}

function cwt(claims: CertificateClaims): Uint8Array {
  const certificate = new Map<number, unknown>([
    [FIELD.type, claims.type],
    [FIELD.number, claims.number],
    [FIELD.copy, claims.copy],
    [FIELD.maskedName, claims.maskedName],
    [FIELD.lastFour, claims.lastFour],
    ...said(claims),
    [FIELD.purpose, claims.purpose],
    [FIELD.statusIndex, claims.statusIndex],
  ]);
  return cbor(
    new Map<number, unknown>([
      [CLAIM.issuer, claims.issuer],
      [CLAIM.expires, claims.expires],
      [CLAIM.issued, claims.issued],
      [CLAIM.cti, claims.cti],
      [CLAIM.certificate, certificate],
    ]),
  );
}

function said(claims: CertificateClaims): [number, string][] {
  if ('title' in claims) {
    return [
      [FIELD.title, claims.title],
      [FIELD.holder, claims.holder],
      [FIELD.statement, claims.statement],
    ];
  }
  return [
    [FIELD.address, claims.address],
    [FIELD.since, claims.since],
  ];
}

/** Deterministic (RFC 8949, 4.2.1): the same claims are the same bytes. */
function cbor(value: unknown): Uint8Array {
  return encode(value, rfc8949EncodeOptions);
}

function decimal(bytes: Buffer): string {
  return BigInt(`0x${bytes.toString('hex')}`).toString(10);
}
