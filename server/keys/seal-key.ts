import { createHash, type KeyObject, randomBytes, X509Certificate } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sealCertificate } from '#printers/page/signature/certificate.ts';
import type { SealSigner } from '#printers/page/signature/signed-data.ts';
import { KeyFault } from './key-fault.ts';
import { keepKey } from './key-file.ts';
import { keepKeyPair } from './key-pair.ts';

const SEAL_NAME = '社区证明专用章';
const YEARS = 10;
const DAY_MS = 86_400_000;
/** Of another machine, whose clock is behind ours. */
const EARLIER_MS = DAY_MS;
/** A paper must not outlive the certificate it was sealed with; at each start there is so much left. */
const LEFT_MS = 366 * DAY_MS;
const SERIAL_BYTES = 16;

/**
 * What the community seals with: one key for good, and a certificate for ten years that names the organisation. Both
 * are made on first use. Another organisation, or a certificate near its end, gets a new certificate for the same key;
 * the former ones stay in `dir`. `now`: ms since 1970. Throws `KeyFault` `key_damaged`.
 */
export async function keepSeal(dir: string, organisation: string, now: number): Promise<SealSigner> {
  const { privateKey } = await keepKeyPair(join(dir, 'seal.json'));
  const series = `seal-${createHash('sha256').update(organisation).digest('hex').slice(0, 8)}-`;
  for (const name of await newestFirst(dir, series)) {
    const file = join(dir, name);
    const certificate = certificateIn(file, await readFile(file, 'utf8'), privateKey);
    if (serves(certificate, now)) return { privateKey, certificate: certificate.raw };
  }
  const file = join(dir, `${series}${new Date(now).toISOString().slice(0, 10)}.pem`);
  const text = await keepKey(file, () => makeCertificate(organisation, privateKey, now));
  return { privateKey, certificate: certificateIn(file, text, privateKey).raw };
}

/** Named by the day they were made, so that nobody writes into another's file. */
async function newestFirst(dir: string, series: string): Promise<string[]> {
  const names = await readdir(dir);
  const ours = names.filter((name) => name.startsWith(series) && name.endsWith('.pem'));
  return ours.sort().reverse();
}

function certificateIn(file: string, text: string, key: KeyObject): X509Certificate {
  try {
    const certificate = new X509Certificate(text);
    if (certificate.checkPrivateKey(key)) return certificate;
  } catch (cause) {
    throw notOurs(file, cause);
  }
  throw notOurs(file);
}

function notOurs(file: string, cause?: unknown): KeyFault {
  const sentence = `${file} does not hold the certificate of the key in seal.json; put back the copy you kept`;
  return new KeyFault('key_damaged', sentence, { cause });
}

function serves({ validFromDate, validToDate }: X509Certificate, now: number): boolean {
  return validFromDate.getTime() <= now && now + LEFT_MS < validToDate.getTime();
}

/** PEM. */
function makeCertificate(organisation: string, key: KeyObject, now: number): string {
  const from = new Date(now - EARLIER_MS);
  const to = new Date(from);
  to.setUTCFullYear(from.getUTCFullYear() + YEARS);
  const serial = randomBytes(SERIAL_BYTES);
  const certificate = sealCertificate({ organisation, name: SEAL_NAME, key, serial, from, to });
  return new X509Certificate(certificate).toString();
}
