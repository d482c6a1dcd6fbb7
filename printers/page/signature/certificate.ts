/** The certificate of a seal (X.509 v3, RFC 5280): says whose key it is, signed by that very key. */
import { createHash, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { DIGEST, ECDSA_WITH_SHA_256 } from './algorithms.ts';
import {
  bitString,
  boolean,
  explicit,
  integer,
  membersOf,
  objectIdentifier,
  octetString,
  printableString,
  sequence,
  setOf,
  time,
  utf8String,
} from './der.ts';

export interface SealCertificate {
  /** Who seals: O of the subject. */
  readonly organisation: string;
  /** What the seal is called: CN of the subject. */
  readonly name: string;
  /** P-256, private. */
  readonly key: KeyObject;
  /** Up to 20 bytes, read as a number above 0. */
  readonly serial: Uint8Array;
  readonly from: Date;
  readonly to: Date;
}

const VERSION_3 = Buffer.of(2);
/** digitalSignature, nonRepudiation, keyCertSign: bits 0, 1 and 5 of six. */
const SEAL_KEY_USAGE = bitString(Buffer.of(0b1100_0100), 2);
/** No name and no address of a machine: whoever trusts the seal does not trust it to vouch for a web site (4.2.1.10). */
const NO_WEB_SITES = sequence(
  explicit(
    1,
    ...['8200', `8708${'00'.repeat(8)}`, `8720${'00'.repeat(32)}`].map((name) =>
      sequence(Buffer.from(name, 'hex')),
    ),
  ),
);

/** DER. */
export function sealCertificate({ organisation, name, key, serial, from, to }: SealCertificate): Buffer {
  const publicKey = createPublicKey(key).export({
    type: 'spki',
    format: 'der',
  });
  const whose = sequence(
    attribute('2.5.4.6', printableString('CN')),
    attribute('2.5.4.10', utf8String(organisation)),
    attribute('2.5.4.3', utf8String(name)),
  );
  const said = sequence(
    explicit(0, integer(VERSION_3)),
    integer(serial),
    ECDSA_WITH_SHA_256,
    whose,
    sequence(time(from), time(to)),
    whose,
    publicKey,
    explicit(3, extensions(publicKey)),
  );
  return sequence(said, ECDSA_WITH_SHA_256, bitString(sign(DIGEST, said, key)));
}

/** Serial number and issuer as they stand in a certificate: how a signature names it (RFC 5652, 10.2.4). */
export function issuerAndSerial(certificate: Uint8Array): Buffer {
  const [said = Buffer.of()] = membersOf(certificate);
  const [, serial = Buffer.of(), , issuer = Buffer.of()] = membersOf(said);
  return sequence(issuer, serial);
}

/** basicConstraints says CA: NSS takes a certificate that signed itself for trusted only then. It may have none below it. */
function extensions(publicKey: Buffer): Buffer {
  const none = integer(Buffer.of(0));
  const keyId = createHash('sha1').update(publicKey).digest();
  return sequence(
    extension('2.5.29.19', sequence(boolean(true), none), true),
    extension('2.5.29.15', SEAL_KEY_USAGE, true),
    extension('2.5.29.30', NO_WEB_SITES, true),
    extension('2.5.29.14', octetString(keyId)),
  );
}

function extension(id: string, value: Buffer, isCritical = false): Buffer {
  return sequence(objectIdentifier(id), ...(isCritical ? [boolean(true)] : []), octetString(value));
}

const attribute = (id: string, value: Buffer): Buffer => setOf(sequence(objectIdentifier(id), value));
