/**
 * Two certificates (X.509 v3, RFC 5280): the authority's, which an office trusts once, and the seal's, which stands in
 * every paper. With one that signed itself a reader who trusts it would look at no byte of the copy in the paper.
 */
import { createHash, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { DIGEST, ECDSA_WITH_SHA_256 } from './algorithms.ts';
import {
  bitString,
  boolean,
  explicit,
  implicit,
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

export interface Holder {
  /** O of the subject. */
  readonly organisation: string;
  /** CN of the subject. */
  readonly name: string;
  /** P-256; for an authority the private half. */
  readonly key: KeyObject;
  /** Up to 20 bytes, read as a number above 0. */
  readonly serial: Uint8Array;
  readonly from: Date;
  readonly to: Date;
}

export interface Authority {
  readonly privateKey: KeyObject;
  /** DER. */
  readonly certificate: Uint8Array;
}

const VERSION_3 = Buffer.of(2);
/** keyCertSign: bit 5 of six. */
const MAY_SIGN_CERTIFICATES = bitString(Buffer.of(0b0000_0100), 2);
/** digitalSignature, nonRepudiation: bits 0 and 1 of two. */
const MAY_SIGN_PAPERS = bitString(Buffer.of(0b1100_0000), 6);
/** Documents (RFC 9336), and mail, by which NSS judges documents (4.2.1.12). */
const PURPOSES = sequence(objectIdentifier('1.3.6.1.5.5.7.3.36'), objectIdentifier('1.3.6.1.5.5.7.3.4'));
/** An authority with none below it (4.2.1.9). */
const LAST_AUTHORITY = sequence(boolean(true), integer(Buffer.of(0)));
/** Every DNS name and every address: whoever trusts the authority does not trust it to vouch for a web site (4.2.1.10). */
const ALL_MACHINES = ['8200', `8708${'00'.repeat(8)}`, `8720${'00'.repeat(32)}`];
const NO_WEB_SITES = sequence(explicit(1, ...ALL_MACHINES.map((name) => sequence(Buffer.from(name, 'hex')))));

/** Signed by itself. DER. */
export function authorityCertificate(holder: Holder): Buffer {
  return certificate(holder, nameOf(holder), holder.key, [
    extension('2.5.29.19', LAST_AUTHORITY, true),
    extension('2.5.29.15', MAY_SIGN_CERTIFICATES, true),
    extension('2.5.29.30', NO_WEB_SITES, true),
    extension('2.5.29.14', octetString(keyId(spkiOf(holder.key)))),
  ]);
}

/** Signed by the authority. DER. */
export function sealCertificate(holder: Holder, authority: Authority): Buffer {
  const [, , , , , issuer = Buffer.of(), issuersKey = Buffer.of()] = saidIn(authority.certificate);
  return certificate(holder, issuer, authority.privateKey, [
    extension('2.5.29.19', sequence(), true),
    extension('2.5.29.15', MAY_SIGN_PAPERS, true),
    extension('2.5.29.37', PURPOSES),
    extension('2.5.29.35', sequence(implicit(0, keyId(issuersKey)))),
    extension('2.5.29.14', octetString(keyId(spkiOf(holder.key)))),
  ]);
}

/** Issuer and serial number of a certificate: how a signature names it (RFC 5652, 10.2.4). */
export function issuerAndSerial(certificate: Uint8Array): Buffer {
  const [, serial = Buffer.of(), , issuer = Buffer.of()] = saidIn(certificate);
  return sequence(issuer, serial);
}

/** Version, serial, algorithm, issuer, validity, subject, key, extensions. */
function saidIn(certificate: Uint8Array): Buffer[] {
  const [said = Buffer.of()] = membersOf(certificate);
  return membersOf(said);
}

function certificate(holder: Holder, issuer: Buffer, key: KeyObject, extensions: readonly Buffer[]): Buffer {
  const said = sequence(
    explicit(0, integer(VERSION_3)),
    integer(holder.serial),
    ECDSA_WITH_SHA_256,
    issuer,
    sequence(time(holder.from), time(holder.to)),
    nameOf(holder),
    spkiOf(holder.key),
    explicit(3, sequence(...extensions)),
  );
  return sequence(said, ECDSA_WITH_SHA_256, bitString(sign(DIGEST, said, key)));
}

function nameOf({ organisation, name }: Holder): Buffer {
  return sequence(
    attribute('2.5.4.6', printableString('CN')),
    attribute('2.5.4.10', utf8String(organisation)),
    attribute('2.5.4.3', utf8String(name)),
  );
}

const attribute = (id: string, value: Buffer): Buffer => setOf(sequence(objectIdentifier(id), value));

function extension(id: string, value: Buffer, isCritical = false): Buffer {
  return sequence(objectIdentifier(id), ...(isCritical ? [boolean(true)] : []), octetString(value));
}

const spkiOf = (key: KeyObject): Buffer =>
  (key.type === 'private' ? createPublicKey(key) : key).export({ type: 'spki', format: 'der' });

const keyId = (spki: Buffer): Buffer => createHash('sha1').update(spki).digest();
