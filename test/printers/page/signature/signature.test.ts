import { createHash } from 'node:crypto';
import { afterAll, expect, it } from 'vitest';
import { sealPdf } from '#printers/page/signature/seal-pdf.ts';
import { infoOf, pictureOf, textOf } from '../paper.ts';
import { LONG_ADDRESS, LONG_NAME, RARE_NAME } from '../sample.ts';
import { inTheLog, openBench } from '../verdicts.ts';
import { newSeal, pageFor } from './sealing.ts';

const seal = newSeal();
const page = await pageFor(seal, { name: RARE_NAME });
const sealed = sealPdf(page, seal);
const [office, stranger] = [openBench(seal.authority.certificate), openBench()];
afterAll(() => {
  office.clear();
  stranger.clear();
});

/** Where the hexadecimal digits of the signature stand. */
const [HOLE_FROM, HOLE_TO] = holeIn(sealed);
const PASSED_OVER = passedOver();
it('is a valid signature of the whole file, by a name in Chinese whom the office trusts', () => {
  const verdicts = [office.pdfsig(sealed), office.preflight(sealed), office.qpdf(sealed)];
  inTheLog('A sealed page', ...verdicts);
  const [pdfsig = '', preflight, qpdf] = verdicts;
  for (const line of [
    'Signer full Distinguished Name: CN=社区证明专用章,O=红旗社区居民委员会,C=CN',
    'Signature Type: ETSI.CAdES.detached',
    'Total document signed',
    'Signature Validation: Signature is Valid.',
    'Certificate Validation: Certificate is Trusted.',
  ])
    expect(pdfsig).toContain(`  - ${line}`);
  expect(pdfsig).toMatch(/Signing Time: Nov 22 2026 \d\d:06:07\n/u);
  expect(preflight).toBe('The file page.pdf is a valid PDF/A-1b file');
  expect(qpdf).toContain('No syntax or stream encoding errors found');
  expect(sealed.length).toBeLessThanOrEqual(60_000);
});

it('is valid but by nobody known where no office trusts it, or another authority of the same name', () => {
  for (const bench of [stranger, openBench(newSeal().authority.certificate)]) {
    const verdict = bench.pdfsig(sealed);
    expect(verdict).toContain('Signature is Valid');
    expect(verdict).not.toContain('Certificate is Trusted');
  }
});

it.each([
  ['a long organisation', { issuer: '样例市测试区样例街道红旗社区居民委员会' }],
  ['one of ten characters that four bytes hold', { issuer: '𠅤'.repeat(10) }],
])('is trusted with %s', async (_, { issuer }) => {
  const other = newSeal(issuer);
  const bench = openBench(other.authority.certificate);
  const file = sealPdf(await pageFor(other, { issuer, name: LONG_NAME, address: LONG_ADDRESS }), other);
  expect(bench.pdfsig(file)).toContain(`O=${issuer}`);
  expect(bench.pdfsig(file)).toContain('Certificate is Trusted');
  expect(bench.preflight(file)).toBe('The file page.pdf is a valid PDF/A-1b file');
  bench.clear();
});

it('looks as it did before, pixel for pixel, and says the same', () => {
  for (const dpi of [100, 203])
    expect(pictureOf(sealed, dpi).pixels.equals(pictureOf(page, dpi).pixels)).toBe(true);
  expect(textOf(sealed)).toBe(textOf(page));
  expect(infoOf(sealed)).toBe(infoOf(page));
});

it('changes the file nowhere but in the two places left open', () => {
  expect(sealed.length).toBe(page.length);
  const [range, rangeEnd] = [sealed.indexOf('/ByteRange ['), sealed.indexOf('/Contents <')];
  for (const [at, byte] of sealed.entries()) {
    const isOpen = (at > range && at < rangeEnd) || (at >= HOLE_FROM && at < HOLE_TO);
    if (!isOpen && byte !== page[at]) throw new Error(`byte ${at} changed`);
  }
});

it('leaves no byte in the place of the signature that is not of it', () => {
  const digits = sealed.toString('latin1', HOLE_FROM, HOLE_TO);
  expect(digits).toMatch(/^3082[0-9a-f]+$/u);
  expect(digits.length / 2).toBe(4 + Number.parseInt(digits.slice(4, 8), 16)); // SEQUENCE, two bytes of length
});

it('draws another number for each seal', () => {
  expect(sealPdf(page, seal).equals(sealed)).toBe(false);
});

it('refuses a file without a place, or with a place for another certificate', async () => {
  expect(() => sealPdf(sealed, seal)).toThrow(RangeError);
  expect(() => sealPdf(Buffer.from('%PDF-1.7'), seal)).toThrow('no place');
  const longer = newSeal('样例市测试区样例街道红旗社区居民委员会');
  expect(() => sealPdf(page, longer)).toThrow('no place');
});

it('breaks with every single byte outside the signature', () => {
  expect(holds(sealed)).toBe(true);
  for (let at = 0; at < sealed.length; at++) {
    if (at >= HOLE_FROM && at < HOLE_TO) continue;
    if (holds(changed(at))) throw new Error(`byte ${at} may be changed`);
  }
});

it('is no longer valid to pdfsig, sixty bytes over the file', { timeout: 60_000 }, () => {
  const step = Math.floor(sealed.length / 60);
  const outside = Array.from({ length: 60 }, (_, index) => index * step + (index % 7)).filter(
    (at) => at < HOLE_FROM || at >= HOLE_TO,
  );
  const verdicts = outside.map((at) => office.pdfsig(changed(at)));
  const mismatches = verdicts.filter((verdict) => verdict.includes('Digest Mismatch')).length;
  console.log(`A changed byte: ${outside.length} files, ${mismatches} of them "Digest Mismatch", none valid`);
  for (const verdict of verdicts) expect(verdict).not.toContain('Signature is Valid');
  expect(mismatches).toBeGreaterThan(outside.length - 5);
});

it('is not trusted by pdfsig with a byte of the signature changed, but for bytes it never reads', {
  timeout: 60_000,
}, () => {
  const stands = (byte: number): boolean => {
    const verdict = office.pdfsig(changed(HOLE_FROM + 2 * byte + 1));
    return verdict.includes('Signature is Valid') && verdict.includes('Certificate is Trusted');
  };
  const bytes = Array.from({ length: (HOLE_TO - HOLE_FROM) / 2 }, (_, byte) => byte);
  const read = bytes.filter((byte) => byte % 13 === 4 && !PASSED_OVER.has(byte));
  console.log(`A changed byte of the signature: ${read.length} files, none trusted`);
  expect(read.filter(stands)).toEqual([]);
  expect([...PASSED_OVER].filter((byte) => !stands(byte))).toEqual([]);
});

it('stands with a hexadecimal digit of the signature in capitals: PDF knows no difference', () => {
  const capitals = Buffer.from(sealed);
  capitals.write(sealed.toString('latin1', HOLE_FROM, HOLE_TO).toUpperCase(), HOLE_FROM, 'latin1');
  expect(office.pdfsig(capitals)).toContain('Certificate is Trusted');
});

it('is a broken file with a digit that is none, which pdfsig takes for a 0', () => {
  const zero = sealed.indexOf('0', HOLE_FROM);
  const broken = Buffer.from(sealed);
  broken.write('G', zero, 'latin1');
  expect(office.pdfsig(broken)).toContain('Illegal character');
  expect(() => office.qpdf(broken)).toThrow('invalid character (G) in hexstring');
  expect(office.preflight(broken)).not.toContain('is a valid PDF/A-1b file');
});

it('shows what was added behind it', () => {
  const added = Buffer.concat([sealed, Buffer.from('\n1 0 obj\n<< >>\nendobj\n')]);
  expect(office.pdfsig(added)).not.toContain(
    'Total document signed\n  - Signature Validation: Signature is Valid',
  );
});

function changed(at: number): Buffer {
  const copy = Buffer.from(sealed);
  copy.writeUInt8((copy[at] ?? 0) ^ 1, at);
  return copy;
}

function holeIn(pdf: Buffer): [number, number] {
  const [, from = 0, to = 0] =
    /\/ByteRange \[ 0 (\d+) (\d+) /u.exec(pdf.toString('latin1'))?.map(Number) ?? [];
  return [from + 1, to - 1];
}

/**
 * Bytes of the signature that pdfsig never reads: two version numbers, the type of the content (which is signed as an
 * attribute, too), and how many bits of the authority's signature are none.
 */
function passedOver(): Set<number> {
  const digits = sealed.toString('latin1', HOLE_FROM, HOLE_TO);
  const certificate = Buffer.from(seal.certificate);
  const from = digits.indexOf(certificate.toString('hex')) / 2;
  const bitsFrom = certificate.indexOf(Buffer.of(0x00, 0x30), certificate.length - 73); // its last 71 to 73 bytes
  const signersVersion = from + certificate.length + 10;
  return new Set([25, 45, 46, 47, 48, 49, 50, 51, 52, 53, from + bitsFrom, signersVersion]);
}

/** A check of our own, quick enough for each byte: the range covers all but the hole, and its digest is the signed one. */
function holds(pdf: Buffer): boolean {
  const file = pdf.toString('latin1', 0, HOLE_FROM);
  const [, from = 0, to = 0, rest] = /\/ByteRange \[ 0 (\d+) (\d+) (\d+) +\]/u.exec(file)?.map(Number) ?? [];
  if (to + (rest ?? 0) !== pdf.length || pdf[from] !== 0x3c || pdf[to - 1] !== 0x3e) return false;
  const digest = createHash('sha256').update(pdf.subarray(0, from)).update(pdf.subarray(to)).digest('hex');
  return pdf.toString('latin1', from + 1, to - 1).includes(`06092a864886f70d01090431220420${digest}`);
}
