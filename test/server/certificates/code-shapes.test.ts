/** The two shapes of a code: the residence certificate's, as papers have long had it, and that of papers that are only data. */
import { generateKeyPairSync } from 'node:crypto';
import { expect, it } from 'vitest';
import { qrSymbol } from '#printers/page/qr.ts';
import {
  type CertificateClaims,
  MAX_NAME_BYTES,
  MAX_STATEMENT_BYTES,
  type TrustList,
} from '#server/contract/paper/certificate-code.ts';
import { factsOf } from '#server/contract/paper/facts.ts';
import { certificateCode } from '../../../server/certificates/certificate-code.ts';
import { judge, read } from '../../../server/verify-page/verdict.ts';

/** A code as it was written before there were other papers (commit 67031ee), by a key that was thrown away. */
const OLD_CODE =
  '24377179703622598526059954431608290408062461450036273841993367772260274506737282890339166635655456282117037229398031979968446278417920262864066940824109836542492548615784329199314415254939089027149876405929275026113234436262119806978983175309273067630103815020408275302774950307963175880717141269467951922394159461549299220580885515455237930416194789906552002115628796520922969361446984863176068702487290566214682867690736759913056669493086648364565790700436020740770006319007693581105339219087315441787204719765937364935463178962944747936307217608314882644107912523691050551294410547079102115564497715190043279235226217469908281147560516400862293321835523583468847709651750390877834050630436807189297225';
const OLD_TRUST: TrustList = {
  issuers: [
    {
      kid: '0a0b0c0d',
      issuer: '610202001001',
      name: '红旗社区居民委员会',
      publicKey: {
        kty: 'EC',
        crv: 'P-256',
        x: 'xHt7x2iIevwDR0w8_m_RfCICTCrW8eZzZ4yXjH7WtCc',
        y: '2AS3VLWpYivJnhxgIkHjfZDDNHlr2hrXgFFWKpJUmVQ',
      },
      validFrom: 1_795_000_000,
      validTo: null,
    },
  ],
};

const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const KEY = { kid: '0a0b0c0d', privateKey };
const MARKS = {
  issuer: '610202001001',
  issued: 1_795_319_940,
  expires: 1_797_912_000,
  cti: Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8),
  number: '610202001001-2026-000173',
  copy: 1,
  maskedName: '王＊＊',
  lastFour: '0024',
  purpose: '通用',
  statusIndex: 1000,
};
const RESIDENCE: CertificateClaims = {
  ...MARKS,
  type: 'residence-certificate',
  address: '陕西省铜川市王益区红旗街街道样例路12号3栋2单元501室',
  since: '2020-01-01',
};
const RECORD: CertificateClaims = {
  ...MARKS,
  type: 'test-enrolment',
  title: '参保证明',
  holder: '样例社保中心',
  statement: '累计缴费126个月',
};

const hexOf = (digits: string): string => BigInt(digits).toString(16);
/** Without the signature at the end. */
const signedPart = (digits: string): string => hexOf(digits).slice(0, -128);

it('still writes the residence certificate byte for byte as it always did', () => {
  expect(signedPart(certificateCode(RESIDENCE, KEY))).toBe(signedPart(OLD_CODE));
});

it('still reads and trusts an old code, and calls the paper by its name', () => {
  const verdict = judge(OLD_CODE, { trust: OLD_TRUST, status: undefined, now: 1_795_320_000 });
  if (verdict.kind !== 'valid_status_unchecked') throw new Error(verdict.kind);
  expect(factsOf(verdict.claims, (day) => day)).toEqual([
    ['证明', '居住证明，第 1 份'],
    ['编号', '610202001001-2026-000173'],
    ['姓名', '王＊＊'],
    ['证件号', '最后四位 0024'],
    ['居住地址', '陕西省铜川市王益区红旗街街道样例路12号3栋2单元501室'],
    ['住在这里', '从 2020-01-01起'],
    ['用途', '通用'],
    ['开具', '2026-11-22'],
    ['有效到', '2026-12-22'],
  ]);
});

/**
 * The private map written by hand (RFC 8949, 4.2.1: keys ascending): 10 fields, 1 type, 2 number, 3 copy, 4 name,
 * 5 last four, 8 purpose, 9 place, 10 title, 11 holder, 12 sentence.
 */
const RECORD_HEX = [
  '3a00010000' + 'aa',
  '01' + '6e746573742d656e726f6c6d656e74',
  '02' + '7818' + '3631303230323030313030312d323032362d303030313733',
  '03' + '01',
  '04' + '69e78e8befbc8aefbc8a',
  '05' + '6430303234',
  '08' + '66e9809ae794a8',
  '09' + '1903e8',
  '0a' + '6ce58f82e4bf9de8af81e6988e',
  '0b' + '72e6a0b7e4be8be7a4bee4bf9de4b8ade5bf83',
  '0c' + '75e7b4afe8aea1e7bcb4e8b4b9313236e4b8aae69c88',
].join('');

it('writes the very bytes of a paper that is only data, and reads them back', () => {
  const digits = certificateCode(RECORD, KEY);
  expect(hexOf(digits)).toContain(RECORD_HEX);
  expect(read(digits)).toMatchObject({ kind: 'read', code: { claims: RECORD } });
});

it('is damaged when it is of neither shape', () => {
  const numbered = Object.assign({}, RECORD, { title: 7 });
  expect(read(certificateCode(numbered, KEY))).toEqual({ kind: 'damaged' });
});

const LONGEST: CertificateClaims = {
  ...RECORD,
  type: 'x'.repeat(40),
  title: '社'.repeat(MAX_NAME_BYTES / 3),
  holder: '会'.repeat(MAX_NAME_BYTES / 3),
  statement: '参'.repeat(MAX_STATEMENT_BYTES / 3),
  purpose: '办'.repeat(12),
};
const COMMON: CertificateClaims = {
  ...RECORD,
  title: '社会保险参保证明',
  holder: '样例市社会保险经办中心',
  statement: '参加企业职工基本养老保险，累计缴费126个月',
};

it.each([
  ['13', 'the residence certificate', RESIDENCE],
  ['18', 'the longest address', { ...RESIDENCE, address: '省'.repeat(100) }],
  ['14', 'a common record', COMMON],
  ['18', 'the longest names, sentence and purpose', LONGEST],
])('is a symbol of version %s with %s', (version, _, claims) => {
  const { modules } = qrSymbol({ url: 'HTTPS://LINLI.EXAMPLE/C', digits: certificateCode(claims, KEY) });
  expect(String((modules - 17) / 4)).toBe(version);
});
