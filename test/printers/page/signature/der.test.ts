import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { expect, it } from 'vitest';
import { authorityCertificate, sealCertificate } from '#printers/page/signature/certificate.ts';
import {
  integer,
  membersOf,
  objectIdentifier,
  octetString,
  setOf,
  time,
} from '#printers/page/signature/der.ts';
import { signedData, signedDataBytes } from '#printers/page/signature/signed-data.ts';
import { newSeal } from './sealing.ts';

it.each([
  ['1.2.840.10045.4.3.2', '06082a8648ce3d040302'], // RFC 5758, 3.2
  ['1.2.840.113549.1.9.16.2.47', '060b2a864886f70d010910022f'], // RFC 5035, 3
  ['2.16.840.1.101.3.4.2.1', '0609608648016503040201'], // RFC 5754, 2.2
  ['2.5.4.3', '0603550403'], // RFC 5280, appendix A.1
])('encodes the object identifier %s', (dotted, hex) => {
  expect(objectIdentifier(dotted).toString('hex')).toBe(hex);
});

it.each([
  // X.690, 8.3: the shortest form, and a zero before a high bit
  ['', '020100'],
  ['0000', '020100'],
  ['7f', '02017f'],
  ['80', '02020080'],
  ['0001ff', '020201ff'],
])('encodes the number %s', (magnitude, hex) => {
  expect(integer(Buffer.from(magnitude, 'hex')).toString('hex')).toBe(hex);
});

it.each([
  // X.690, 8.1.3
  [127, '047f'],
  [128, '048180'],
  [256, '04820100'],
  [70_000, '0483011170'],
])('says the length of %i bytes', (bytes, head) => {
  const encoded = octetString(Buffer.alloc(bytes));
  expect(encoded.subarray(0, encoded.length - bytes).toString('hex')).toBe(head);
  expect(membersOf(Buffer.concat([Buffer.of(0x30, 0x80 | 3, 0, 0, 0), encoded]))).toHaveLength(1);
});

it('writes a year from 2050 on in full', () => {
  expect(time(new Date('2049-12-31T23:59:59Z')).toString('latin1', 2)).toBe('491231235959Z');
  expect(time(new Date('2050-01-01T00:00:00Z')).toString('latin1', 2)).toBe('20500101000000Z');
});

it('orders the members of a set by their bytes', () => {
  const members = [Buffer.of(4, 1, 2), Buffer.of(2, 1, 9)];
  expect(setOf(...members).toString('hex')).toBe('3106020109040102');
});

it('issues a certificate for the seal that the authority vouches for and nobody else', () => {
  const { authority, certificate } = newSeal('样例市测试区样例街道红旗社区居民委员会');
  const [root, leaf] = [new X509Certificate(authority.certificate), new X509Certificate(certificate)];
  expect(leaf.subject).toBe('C=CN\nO=样例市测试区样例街道红旗社区居民委员会\nCN=社区证明专用章');
  expect([root.ca, leaf.ca]).toEqual([true, false]);
  expect(leaf.checkIssued(root)).toBe(true);
  expect(leaf.verify(root.publicKey)).toBe(true);
  expect(leaf.verify(leaf.publicKey)).toBe(false);
  expect(leaf.checkIssued(new X509Certificate(newSeal().authority.certificate))).toBe(false);
  expect(leaf.serialNumber).toBe('C0FFEE');
  expect(leaf.keyUsage).toEqual(['1.3.6.1.5.5.7.3.36', '1.3.6.1.5.5.7.3.4']);
});

it('lets the authority vouch for no machine', () => {
  const { certificate } = newSeal().authority;
  // NameConstraints (2.5.29.30), critical: every DNS name, IPv4 and IPv6 address excluded (RFC 5280, 4.2.1.10)
  const excluded = `30028200300a8708${'00'.repeat(8)}30228720${'00'.repeat(32)}`;
  expect(Buffer.from(certificate).toString('hex')).toContain(`0603551d1e0101ff04383036a134${excluded}`);
});

it('makes signatures of one length and with no digit that may be left out, whatever ECDSA drew', () => {
  const seal = newSeal();
  const digest = Buffer.alloc(32, 7);
  const signatures = Array.from({ length: 40 }, () => signedData(digest, seal));
  for (const signature of signatures) {
    expect(signature.length).toBe(signedDataBytes(seal.certificate));
    expect(signature.toString('hex')).not.toMatch(/0$/u); // PDF reads a last 0 that is missing
  }
  expect(new Set(signatures.map((signature) => signature.toString('hex'))).size).toBe(40);
});

it('signs with no key but P-256', () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
  const seal = { ...newSeal(), privateKey };
  expect(() => signedData(Buffer.alloc(32), seal)).toThrow('not a P-256 key');
});

it('takes the public half for the one who is vouched for', () => {
  const { authority } = newSeal();
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const validity = { from: new Date('2026-01-01'), to: new Date('2027-01-01') };
  const holder = { organisation: '样例', name: '样例', serial: Buffer.of(7), ...validity };
  const leaf = new X509Certificate(sealCertificate({ ...holder, key: pair.publicKey }, authority));
  expect(leaf.checkPrivateKey(pair.privateKey)).toBe(true);
  const itself = new X509Certificate(authorityCertificate({ ...holder, key: pair.privateKey }));
  expect(itself.verify(itself.publicKey)).toBe(true);
});
