/** A seal of a community that does not exist, and pages sealed with it. */
import { generateKeyPairSync } from 'node:crypto';
import { renderResidenceCertificate } from '#printers/page/residence/residence-certificate.ts';
import {
  type Authority,
  authorityCertificate,
  sealCertificate,
} from '#printers/page/signature/certificate.ts';
import { type SealSigner, signedDataBytes } from '#printers/page/signature/signed-data.ts';
import { SAMPLE, testFonts } from '../sample.ts';

export const SEALED_AT = new Date('2026-11-22T06:06:07Z');

const VALIDITY = { from: new Date('2026-01-01T00:00:00Z'), to: new Date('2056-01-01T00:00:00Z') };
const newKey = () => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;

export interface TestSeal extends SealSigner {
  readonly authority: Authority;
}

export function newSeal(organisation = '红旗社区居民委员会'): TestSeal {
  const [authorityKey, privateKey] = [newKey(), newKey()];
  const authority = {
    privateKey: authorityKey,
    certificate: authorityCertificate({
      organisation,
      name: '社区证明签发',
      key: authorityKey,
      serial: Buffer.of(1),
      ...VALIDITY,
    }),
  };
  const holder = {
    organisation,
    name: '社区证明专用章',
    key: privateKey,
    serial: Buffer.from('00c0ffee', 'hex'),
    ...VALIDITY,
  };
  return { privateKey, certificate: sealCertificate(holder, authority), authority };
}

/** The sample with a place for this seal. */
export async function pageFor({ certificate }: SealSigner, changed: Partial<typeof SAMPLE> = {}) {
  const signature = { bytes: signedDataBytes(certificate), at: SEALED_AT };
  return await renderResidenceCertificate({ ...SAMPLE, ...changed }, await testFonts(), { signature });
}
