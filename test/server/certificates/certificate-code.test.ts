import { generateKeyPairSync, sign } from 'node:crypto';
import { assert as assertProperty, bigInt, integer, property, string } from 'fast-check';
import { parse } from 'valibot';
import { expect, it } from 'vitest';
import type { CertificateClaims, TrustList } from '#server/contract/paper/certificate-code.ts';
import type { Knowledge, Verdict } from '#server/contract/paper/code-verdict.ts';
import { isSet, unpackBits } from '#server/contract/paper/status-bits.ts';
import { publicJwk } from '#server/contract/words.ts';
import { certificateCode } from '../../../server/certificates/certificate-code.ts';
import { packBits } from '../../../server/certificates/checking/status-list.ts';
import { judge, read } from '../../../server/verify-page/verdict.ts';

const KID = '0a0b0c0d';
const NOW = 1_795_320_000;
const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const claims: CertificateClaims = {
  issuer: '610202001001',
  issued: NOW - 60,
  expires: NOW + 30 * 86_400,
  cti: Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8),
  type: 'residence-certificate',
  number: '610202001001-2026-000173',
  copy: 1,
  maskedName: '王＊＊',
  lastFour: '0024',
  address: '陕西省铜川市王益区红旗街街道样例路12号3栋2单元501室',
  since: '2020-01-01',
  purpose: '通用',
  statusIndex: 1000,
};
const trust: TrustList = {
  issuers: [
    {
      kid: KID,
      issuer: claims.issuer,
      name: '红旗社区居民委员会',
      publicKey: parse(publicJwk, publicKey.export({ format: 'jwk' })),
      validFrom: NOW - 86_400,
      validTo: null,
    },
  ],
};
const statusWith = (bits: Uint8Array, isFresh = true) => ({ list: { asOf: NOW, bits: '' }, bits, isFresh });
const knowing: Knowledge = { trust, status: statusWith(new Uint8Array(0)), now: NOW };
const code = (changed: Partial<CertificateClaims> = {}, kid = KID) =>
  certificateCode({ ...claims, ...changed }, { kid, privateKey });
/** The version, 01, comes first: as a number it lacks its first digit. */
const bytesOf = (digits: string): Buffer => Buffer.from(`0${BigInt(digits).toString(16)}`, 'hex');
const kindOf = (digits: string, known: Partial<Knowledge> = {}) =>
  judge(digits, { ...knowing, ...known }).kind;

/**
 * Written by hand from RFC 8949 and RFC 9052: 01 | array(4) | bstr { 1: -7, 4: h'0a0b0c0d' } | {} | bstr of the claims | …
 */
const HEAD_HEX = '0184' + '49' + 'a2' + '0126' + '04440a0b0c0d' + 'a0';
const CLAIMS_BEGIN_HEX =
  'a5' +
  '01' +
  '6c363130323032303031303031' +
  '04' +
  '1a6b29f5c0' +
  '06' +
  '1a6b026884' +
  '07' +
  '480102030405060708';

it('writes the very bytes of the standards', () => {
  const hex = bytesOf(code()).toString('hex');
  expect(hex.slice(0, HEAD_HEX.length)).toBe(HEAD_HEX);
  expect(hex).toContain(CLAIMS_BEGIN_HEX);
  expect(hex).toContain('3a00010000a9');
});

it('is read back by the page as it was written', () => {
  expect(read(code())).toMatchObject({ kind: 'read', code: { kid: KID, claims } });
});

it('is small enough for modules of half a millimetre', () => {
  expect(code().length).toBeLessThan(1000);
});

it('is valid, signed by whom it says, as of the status list at hand', () => {
  expect(judge(code(), knowing)).toMatchObject({
    kind: 'valid',
    issuerName: '红旗社区居民委员会',
    statusAsOf: NOW,
    claims: { number: claims.number },
  });
});

it('is valid with either half of all signatures: s may be high', () => {
  const kinds = Array.from({ length: 40 }, () => kindOf(code()));
  expect(new Set(kinds)).toEqual(new Set(['valid']));
});

it('is never valid with any one byte changed, whatever the change', () => {
  const bytes = bytesOf(code());
  for (let at = 0; at < bytes.length; at += 1) {
    for (const flip of [0x01, 0x80, 0xff]) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(at) ^ flip, at);
      const verdict = judge(BigInt(`0x${changed.toString('hex')}`).toString(), knowing);
      expect(['damaged', 'not_ours', 'unknown_key'], `byte ${at} ^ ${flip}`).toContain(verdict.kind);
    }
  }
});

it('is never valid cut short, drawn out or torn', () => {
  const digits = code();
  for (let length = 0; length < digits.length; length += 7) {
    expect(['damaged', 'not_ours']).toContain(kindOf(digits.slice(0, length)));
  }
  expect(kindOf(`${digits}0`)).not.toContain('valid');
  expect(kindOf(digits.slice(5))).not.toContain('valid');
});

it('never throws and never believes, whatever digits it is given', () => {
  void assertProperty(
    property(bigInt({ min: 0n, max: 2n ** 2700n }), (digits) => {
      expect(['damaged', 'not_ours', 'unknown_key']).toContain(kindOf(digits.toString()));
    }),
    { numRuns: 2000, seed: 20261122 },
  );
  void assertProperty(
    property(string(), integer({ min: 0, max: 6000 }), (text, zeros) => {
      expect(kindOf(`${text}${'0'.repeat(zeros)}`)).not.toContain('valid');
    }),
    { numRuns: 500, seed: 20261122 },
  );
});

const issuersWith = (changed: Partial<TrustList['issuers'][number]>): Partial<Knowledge> => ({
  trust: { issuers: trust.issuers.map((one) => ({ ...one, ...changed })) },
});
const STANDINGS: [Verdict['kind'], string, Partial<Knowledge>][] = [
  ['unknown_key', 'a kid that is on no list', { trust: { issuers: [] } }],
  ['not_checked', 'no trust list at all', { trust: undefined }],
  ['unknown_key', 'a trusted kid of another community', issuersWith({ issuer: '610202001002' })],
  ['unknown_key', 'a key that came into force later', issuersWith({ validFrom: NOW })],
  ['unknown_key', 'a key that had ended', issuersWith({ validTo: NOW - 61 })],
  ['valid', 'one second left', { now: claims.expires - 1 }],
  ['expired', 'no second left', { now: claims.expires }],
  ['valid', 'a phone whose clock lags five minutes', { now: claims.issued - 300 }],
  ['not_yet', 'a phone whose clock lags a day', { now: claims.issued - 86_400 }],
  ['valid_status_unchecked', 'a status list from before', { status: statusWith(new Uint8Array(0), false) }],
  ['valid_status_unchecked', 'no status list', { status: undefined }],
];
it.each(STANDINGS)('is %s with %s', (kind, _, known) => {
  expect(kindOf(code(), known)).toBe(kind);
});

it('is damaged when its kid is trusted and another key signed', () => {
  const other = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  expect(kindOf(certificateCode(claims, { kid: KID, privateKey: other.privateKey }))).toBe('damaged');
});

it('tries every trusted key of the same kid: four bytes may clash', () => {
  const other = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const theirs = parse(publicJwk, other.publicKey.export({ format: 'jwk' }));
  const twins = trust.issuers.map((one) => ({ ...one, publicKey: theirs }));
  expect(kindOf(code(), { trust: { issuers: [...twins, ...trust.issuers] } })).toBe('valid');
});

it('does not let the code choose the algorithm', () => {
  const bytes = bytesOf(code());
  const at = bytes.indexOf(Buffer.from('a20126', 'hex'));
  for (const algorithm of [0x00, 0x27, 0x05, 0x22]) {
    const changed = Buffer.from(bytes);
    changed.writeUInt8(algorithm, at + 2);
    expect(kindOf(BigInt(`0x${changed.toString('hex')}`).toString())).toBe('damaged');
  }
});

it('is no longer live once its bit is set, and the bit beside it means another paper', async () => {
  const marked = await unpackBits(packBits([1000]));
  const beside = await unpackBits(packBits([999, 1001]));
  if (marked === undefined || beside === undefined) throw new Error('no list');
  expect(kindOf(code(), { status: statusWith(marked) })).toBe('not_live');
  expect(kindOf(code(), { status: statusWith(marked, false) })).toBe('not_live');
  expect(kindOf(code(), { status: statusWith(beside) })).toBe('valid');
});

it('packs the list so that any index is found and no other', async () => {
  const indexes = [0, 7, 8, 1000, 2 ** 20 - 1];
  const bits = (await unpackBits(packBits(indexes))) ?? new Uint8Array(0);
  const found = Array.from({ length: bits.length * 8 }, (_, index) => index).filter((index) =>
    isSet(bits, index),
  );
  expect(found).toEqual(indexes);
  expect(packBits([]).length).toBeLessThan(400);
  expect(await unpackBits('no list')).toBeUndefined();
});

it('does not believe a signature over other bytes than the code carries', () => {
  const signature = sign('sha256', Buffer.from('other'), { key: privateKey, dsaEncoding: 'ieee-p1363' });
  const hex = BigInt(code()).toString(16);
  const forged = hex.slice(0, -128) + signature.toString('hex');
  expect(kindOf(BigInt(`0x${forged}`).toString())).toBe('damaged');
});
