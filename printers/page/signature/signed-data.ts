/** A signature apart from what it signs: CMS SignedData (RFC 5652) as PAdES wants it (ETSI EN 319 142-1, 5.3 and 6.3). */
import { createHash, type KeyObject, sign } from 'node:crypto';
import { DIGEST, ECDSA_WITH_SHA_256, SHA_256 } from './algorithms.ts';
import { issuerAndSerial } from './certificate.ts';
import { explicit, implicitSet, integer, objectIdentifier, octetString, sequence, setOf } from './der.ts';

/** Who signs. */
export interface SealSigner {
  /** P-256. */
  readonly privateKey: KeyObject;
  /** X.509, DER, for that key. */
  readonly certificate: Uint8Array;
}

const VERSION_1 = integer(Buffer.of(1));
const DATA = objectIdentifier('1.2.840.113549.1.7.1');
const SIGNED_DATA = objectIdentifier('1.2.840.113549.1.7.2');
const CONTENT_TYPE = objectIdentifier('1.2.840.113549.1.9.3');
const MESSAGE_DIGEST = objectIdentifier('1.2.840.113549.1.9.4');
/** RFC 5035, 3: whoever changes the certificate breaks the signature. */
const SIGNING_CERTIFICATE_V2 = objectIdentifier('1.2.840.113549.1.9.16.2.47');

const DIGEST_BYTES = 32;
/** ECDSA's two numbers on P-256 take 70, 71 or 72 bytes in DER; half of all signatures have this length. */
const SIGNATURE_BYTES = 71;
const MAX_SIGNINGS = 64;

/** How long `signedData` is with this certificate. */
export function signedDataBytes(certificate: Uint8Array): number {
  const attributes = signedAttributes(Buffer.alloc(DIGEST_BYTES), certificate);
  return wrap(attributes, Buffer.alloc(SIGNATURE_BYTES), certificate).length;
}

/**
 * `digest`: SHA-256 of what is signed. Without the time of signing, which stands in the PDF. Signs until the signature
 * has the usual length: where the answer fills its place there is no byte left over that nobody would miss.
 */
export function signedData(digest: Uint8Array, { privateKey, certificate }: SealSigner): Buffer {
  const attributes = signedAttributes(digest, certificate);
  for (let signing = 0; signing < MAX_SIGNINGS; signing++) {
    const signature = sign(DIGEST, attributes, privateKey);
    if (fillsItsPlace(signature)) return wrap(attributes, signature, certificate);
  }
  throw new TypeError('not a P-256 key');
}

/** A last hexadecimal digit of 0 could be left out of the file unseen (ISO 32000-1, 7.3.4.3). */
function fillsItsPlace(signature: Buffer): boolean {
  return signature.length === SIGNATURE_BYTES && signature.readUInt8(SIGNATURE_BYTES - 1) % 16 !== 0;
}

function signedAttributes(digest: Uint8Array, certificate: Uint8Array): Buffer {
  const certificateHash = createHash(DIGEST).update(certificate).digest();
  return setOf(
    sequence(CONTENT_TYPE, setOf(DATA)),
    sequence(MESSAGE_DIGEST, setOf(octetString(digest))),
    sequence(SIGNING_CERTIFICATE_V2, setOf(sequence(sequence(sequence(octetString(certificateHash)))))),
  );
}

function wrap(attributes: Buffer, signature: Buffer, certificate: Uint8Array): Buffer {
  const signer = sequence(
    VERSION_1,
    issuerAndSerial(certificate),
    SHA_256,
    implicitSet(0, attributes),
    ECDSA_WITH_SHA_256,
    octetString(signature),
  );
  const signed = sequence(VERSION_1, setOf(SHA_256), sequence(DATA), explicit(0, certificate), setOf(signer));
  return sequence(SIGNED_DATA, explicit(0, signed));
}
