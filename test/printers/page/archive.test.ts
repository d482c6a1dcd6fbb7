import { afterAll, expect, it } from 'vitest';
import { cidSet } from '#printers/page/pdf/cid-set.ts';
import { srgbProfile } from '#printers/page/pdf/srgb.ts';
import { writePdf } from '#printers/page/pdf/write-pdf.ts';
import { renderResidenceCertificate } from '#printers/page/residence/residence-certificate.ts';
import { A4, type Sheet } from '#printers/page/sheet.ts';
import { PAGE_PAPERS } from '../../papers/page-papers.ts';
import { infoOf } from './paper.ts';
import { FALLBACK_NAME, LONG_NAME, RARE_NAME, SAMPLE, testFonts } from './sample.ts';
import { newSeal, pageFor } from './signature/sealing.ts';
import { openBench } from './verdicts.ts';

const VALID = 'The file page.pdf is a valid PDF/A-1b file';
/** The example font of Adobe Technical Note 5176, appendix D: two glyphs. */
const CFF_EXAMPLE =
  '0100040100010101134142434445462b54696d65732d526f6d616e000101011ff81b00f81c02f81d03f819041c6f000dfb3cfb6efa7cfa16' +
  '05e911b8f112000301010813183030312e30303754696d657320526f6d616e54696d657300000002010102030e0e';

const bench = openBench();
afterAll(() => bench.clear());

const draw = async (changed: Partial<typeof SAMPLE> = {}) =>
  await renderResidenceCertificate({ ...SAMPLE, ...changed }, await testFonts());

it.each([
  ['a long name', { name: LONG_NAME }],
  ['characters of three fonts', { name: RARE_NAME + FALLBACK_NAME }],
])('is fit for the archive with %s', async (_, changed) => {
  expect(bench.preflight(await draw(changed))).toBe(VALID);
});

it.each(PAGE_PAPERS.map((paper) => [paper.name, paper] as const))(
  'is fit for the archive as %s',
  async (_, paper) => {
    expect(bench.preflight(await paper.print(await testFonts()))).toBe(VALID);
  },
);

it('is fit for the archive with several sheets, and with a place that nobody has sealed yet', async () => {
  const line = (text: string): Sheet => {
    const glyphs = Array.from(text, (char, index) => ({ char, x: 80 + 20 * index }));
    return { ...A4, marks: [{ kind: 'text', weight: 'regular', size: 16, baseline: 700, glyphs }] };
  };
  const about = { title: '<样例> & “样例”', at: new Date('2026-11-22T06:06:07Z') };
  const sheets = await writePdf([line('第一页'), line('第二页')], await testFonts(), about);
  expect(bench.preflight(sheets)).toBe(VALID);
  expect(infoOf(sheets)).toContain(about.title);
  expect(bench.preflight(await pageFor(newSeal()))).toBe(VALID);
});

it('finds a page without its profile unfit: the judge can say no', async () => {
  const unfit = Buffer.from(
    Buffer.from(await draw())
      .toString('latin1')
      .replace('GTS_PDFA1', 'GTS_XXXXX'),
    'latin1',
  );
  expect(bench.preflight(unfit)).not.toBe(VALID);
});

it('keeps the person out of the metadata, as title and XMP say it twice', async () => {
  const file = Buffer.from(await draw()).toString('utf8');
  const xmp = file.slice(file.indexOf('<x:xmpmeta'), file.indexOf('</x:xmpmeta>'));
  expect(xmp).toContain('<rdf:li xml:lang="x-default">居住证明</rdf:li>');
  expect(xmp).toContain('<xmp:CreateDate>2026-11-22T06:06:00Z</xmp:CreateDate>');
  expect(xmp).toContain('<pdfaid:part>1</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>');
  expect(file).not.toMatch(/王样例|610202195403123022|样例路/u);
});

it('has an identifier of its own for what it shows', async () => {
  const idOf = (pdf: Uint8Array) =>
    /\/ID \[ <([0-9a-f]{32})> <\1> \]/u.exec(Buffer.from(pdf).toString('latin1'))?.[1];
  const [one, again, other] = [await draw(), await draw(), await draw({ name: '李样例' })].map(idOf);
  expect(one).toBeTruthy();
  expect(again).toBe(one);
  expect(other).not.toBe(one);
});

it('describes its red by a profile of 476 bytes: an RGB display, seen under D50', () => {
  const profile = srgbProfile();
  expect(profile.length).toBe(476);
  expect(profile.readUInt32BE(0)).toBe(476);
  expect(profile.toString('latin1', 12, 24)).toBe('mntrRGB XYZ ');
  expect(profile.toString('latin1', 36, 40)).toBe('acsp');
  // s15Fixed16: 0.9642, 1, 0.8249 (ICC.1:2001-04, A.1)
  expect(profile.toString('hex', 68, 80)).toBe('0000f6d6000100000000d32d');
});

/** One table, `maxp` version 1.0, at byte 28 (OpenType 1.9). */
const trueType = (glyphs: string) =>
  `000100000001000000000000${'6d617870'}000000000000001c00000006${'00010000'}${glyphs}`;

it.each([
  ['2 cubic glyphs', CFF_EXAMPLE, 'c0'],
  ['8 glyphs', trueType('0008'), 'ff'],
  ['9 glyphs', trueType('0009'), 'ff80'],
  ['700 glyphs', trueType('02bc'), `${'ff'.repeat(87)}f0`],
])('lists %s by a bit each, from the highest on', (_, font, bits) => {
  expect(cidSet(Buffer.from(font, 'hex')).toString('hex')).toBe(bits);
});

it.each([
  ['is cut short', '0001000000'],
  ['has no maxp', `000100000001000000000000${'00'.repeat(16)}`],
  ['has no glyphs', '01000401000101010241000101010200'],
])('lists none of a font that %s', (_, hex) => {
  expect(() => cidSet(Buffer.from(hex, 'hex'))).toThrow(RangeError);
});
