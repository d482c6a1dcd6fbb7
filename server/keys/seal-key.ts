import { createHash, type KeyObject, randomBytes, X509Certificate } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type Authority,
  authorityCertificate,
  type Holder,
  sealCertificate,
} from '#printers/page/signature/certificate.ts';
import type { SealSigner } from '#printers/page/signature/signed-data.ts';
import { KeyFault } from './key-fault.ts';
import { keepKey } from './key-file.ts';
import { keepKeyPair } from './key-pair.ts';

export interface SealKey extends SealSigner {
  /** The certificate that an office trusts once; it says whose `certificate` is. DER. */
  readonly authority: Uint8Array;
}

const AUTHORITY_NAME = '社区证明签发';
/** Asks no clock: one that is wrong at the first start would spoil it for good. */
const AUTHORITY_VALIDITY = { from: new Date('2026-01-01T00:00:00Z'), to: new Date('2056-01-01T00:00:00Z') };
const SEAL_NAME = '社区证明专用章';
const SEAL_YEARS = 10;
const DAY_MS = 86_400_000;
/** Another machine's clock may be behind ours. */
const EARLIER_MS = DAY_MS;
/** A paper must not outlive the certificate it was sealed with; at each start so much is left. */
const LEFT_MS = 366 * DAY_MS;
const SERIAL_BYTES = 16;

/**
 * What the community seals with: an authority and a seal, each a key for good. The seal's certificate names the
 * organisation; another organisation, or one whose certificate comes near its end, gets a new one by the same
 * authority for the same key. The former ones stay in `dir`. All are made on first use. `now`: ms since 1970. Throws
 * `KeyFault` `key_damaged`.
 */
export async function keepSeal(dir: string, organisation: string, now: number): Promise<SealKey> {
  const authority = await keepAuthority(dir, organisation);
  const { privateKey: key } = await keepKeyPair(join(dir, 'seal.json'));
  const isOurs = (certificate: X509Certificate): boolean =>
    certificate.checkPrivateKey(key) && certificate.verify(authority.publicKey);
  const series = `seal-${createHash('sha256').update(organisation).digest('hex').slice(0, 8)}-`;
  for (const name of await newestFirst(dir, series)) {
    const file = join(dir, name);
    const kept = certificateIn(file, await readFile(file, 'utf8'), isOurs);
    if (serves(kept, now))
      return { privateKey: key, certificate: kept.raw, authority: authority.certificate };
  }
  const file = join(dir, `${series}${new Date(now).toISOString().slice(0, 10)}.pem`);
  const serial = randomBytes(SERIAL_BYTES);
  const holder = { organisation, name: SEAL_NAME, key, serial, ...tenYears(now) };
  const text = await keepKey(file, () => pem(sealCertificate(holder, authority)));
  const { raw } = certificateIn(file, text, isOurs);
  return { privateKey: key, certificate: raw, authority: authority.certificate };
}

async function keepAuthority(
  dir: string,
  organisation: string,
): Promise<Authority & { readonly publicKey: KeyObject }> {
  const { privateKey, publicKey } = await keepKeyPair(join(dir, 'authority.json'));
  const file = join(dir, 'authority.pem');
  const serial = randomBytes(SERIAL_BYTES);
  const holder = { organisation, name: AUTHORITY_NAME, key: privateKey, serial, ...AUTHORITY_VALIDITY };
  const text = await keepKey(file, () => pem(authorityCertificate(holder)));
  const { raw } = certificateIn(file, text, (certificate) => certificate.checkPrivateKey(privateKey));
  return { privateKey, publicKey, certificate: raw };
}

/** Named by the day they were made, so that nobody writes into another's file. */
async function newestFirst(dir: string, series: string): Promise<string[]> {
  const names = await readdir(dir);
  const ours = names.filter((name) => name.startsWith(series) && name.endsWith('.pem'));
  return ours.sort().reverse();
}

function certificateIn(
  file: string,
  text: string,
  isOurs: (certificate: X509Certificate) => boolean,
): X509Certificate {
  try {
    const certificate = new X509Certificate(text);
    if (isOurs(certificate)) return certificate;
  } catch (cause) {
    throw notOurs(file, cause);
  }
  throw notOurs(file);
}

function notOurs(file: string, cause?: unknown): KeyFault {
  const sentence = `${file} does not hold a certificate of the keys beside it; put back the copy you kept`;
  return new KeyFault('key_damaged', sentence, { cause });
}

function serves({ validFromDate, validToDate }: X509Certificate, now: number): boolean {
  return validFromDate.getTime() <= now && now + LEFT_MS < validToDate.getTime();
}

function tenYears(now: number): Pick<Holder, 'from' | 'to'> {
  const from = new Date(now - EARLIER_MS);
  const to = new Date(from);
  to.setUTCFullYear(from.getUTCFullYear() + SEAL_YEARS);
  return { from, to };
}

const pem = (certificate: Buffer): string => new X509Certificate(certificate).toString();
