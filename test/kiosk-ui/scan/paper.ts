/** Papers to be held to the scanner: signed for real, with a key made just now, about a resident who does not exist. */
import { generateKeyPairSync } from 'node:crypto';
import { parse } from 'valibot';
import type { CertificateClaims, TrustList } from '#server/contract/paper/certificate-code.ts';
import { publicJwk } from '#server/contract/words.ts';
import { certificateCode } from '../../../server/certificates/certificate-code.ts';

const DAY_SECONDS = 86_400;
const KID = '0a0b0c0d';
const COMMUNITY = '610202001001';
const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });

export const NOW_SECONDS = Math.floor(Date.now() / 1000);
/** The place in the status list of a copy that is no longer live. */
export const VOID_INDEX = 1000;
export const ADDRESS = '陕西省铜川市王益区红旗街街道样例路12号3栋2单元501室';
export const TRUST: TrustList = {
  issuers: [
    {
      kid: KID,
      issuer: COMMUNITY,
      name: '红旗社区居民委员会',
      publicKey: parse(publicJwk, publicKey.export({ format: 'jwk' })),
      validFrom: NOW_SECONDS - 400 * DAY_SECONDS,
      validTo: null,
    },
  ],
};

/** What a scanner reads off the paper. */
export function paperCode(changed: Partial<CertificateClaims> = {}, signer = privateKey): string {
  const claims: CertificateClaims = {
    issuer: COMMUNITY,
    issued: NOW_SECONDS - 60,
    expires: NOW_SECONDS + 30 * DAY_SECONDS,
    cti: Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8),
    type: 'residence-certificate',
    number: '610202001001-2026-000173',
    copy: 1,
    maskedName: '样＊＊',
    lastFour: '0024',
    address: ADDRESS,
    since: '2020-01-01',
    purpose: '都可以用',
    statusIndex: 5,
    ...changed,
  };
  return `HTTPS://LINLI.EXAMPLE/C#${certificateCode(claims, { kid: KID, privateKey: signer })}`;
}
