import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { PageFull } from '#printers/page/document/page-full.ts';
import { FontFault } from '#printers/page/face.ts';
import { GlyphsMissing, loadFonts } from '#printers/page/fonts.ts';
import {
  type ResidenceCertificate,
  renderResidenceCertificate,
} from '#printers/page/residence/residence-certificate.ts';
import { assertSound, codeOn, countPixels, infoOf, isInk, isRed, pictureOf, textOf } from './paper.ts';
import { LONG_ADDRESS, LONG_NAME, SAMPLE, testFonts } from './sample.ts';

const LEFT_MARGIN = 76;
const RIGHT_MARGIN = 519.5;
const FOOT_RULE = 192;

async function draw(changed: Partial<ResidenceCertificate> = {}): Promise<Uint8Array> {
  return await renderResidenceCertificate({ ...SAMPLE, ...changed }, await testFonts());
}

it('refuses a name outside every font and says which code points', async () => {
  const drawing = draw({ name: '王\u{e863}\u{323af}' });
  await expect(drawing).rejects.toThrow(GlyphsMissing);
  await expect(drawing).rejects.toMatchObject({ codePoints: [0xe863, 0x323af] });
});

it.each([
  ['a half surrogate pair', '王\ud842', [0xd842]],
  ['a line feed', '王\n样', [0x0a]],
  ['a variation selector', '王\u{e0100}', [0xe0100]],
])('refuses %s, which no font draws', async (_, name, codePoints) => {
  await expect(draw({ name })).rejects.toMatchObject({ codePoints });
});

it('refuses a rare address or issuer as it refuses a name', async () => {
  await expect(draw({ address: '样例路\u{e863}号' })).rejects.toMatchObject({ codePoints: [0xe863] });
  await expect(draw({ issuer: '样\u{e863}社区' })).rejects.toMatchObject({ codePoints: [0xe863] });
});

it.each([
  ['is not there', '/nowhere/rare.ttf', 'there is no font to read here'],
  ['is a folder', tmpdir(), 'there is no font to read here'],
  ['is no font', fileURLToPath(import.meta.url), 'no TrueType or OpenType font'],
  ['is empty', '/dev/null', 'no TrueType or OpenType font'],
])('names a fallback font that %s before anybody needs it', async (_, path, sentence) => {
  const loading = loadFonts({ fallback: [path] });
  await expect(loading).rejects.toThrow(FontFault);
  await expect(loading).rejects.toThrow(`${path}: ${sentence}`);
});

it('says every fact on one sound page of at most 60 kB', async () => {
  const pdf = await draw();
  assertSound(pdf);
  expect(pdf.length).toBeLessThanOrEqual(60_000);
  expect(infoOf(pdf)).toMatch(/Pages:\s+1\n/u);
  const text = textOf(pdf);
  for (const fact of [
    '编号610202001001-2026-000173',
    '第1份·共1页',
    '兹证明王样例（公民身份号码610202195403123022），女，汉族，自2020年1月1日起居住在',
    '陕西省铜川市王益区红旗街街道样例路12号3栋2单元501室，至今未变。',
    '用途：通用。本证明自开具之日起三十日内有效，有效期至2026年12月22日。',
    '红旗社区居民委员会2026年11月22日',
    '或打开linli.example/C输入编号和证件后四位。',
    '本证明由本人于2026-11-2214:06在01号自助终端刷身份证办理。',
  ]) {
    expect(text).toContain(fact);
  }
});

it('leaves out a sex that was not said', async () => {
  expect(textOf(await draw({ sex: '未说明' }))).not.toMatch(/未说明|女|男/u);
});

it('leaves out an ethnic group that the card does not tell, and calls card and number by their names', async () => {
  const text = textOf(await draw({ ethnic: '', numberTitle: '证件号码', cardTitle: '外国人永久居留身份证' }));
  expect(text).toContain('兹证明王样例，女，证件号码610202195403123022，自2020年');
  expect(text).toContain('刷外国人永久居留身份证办理。');
});

it('keeps the person out of the metadata', async () => {
  const info = infoOf(await draw());
  expect(info).toMatch(/Title:\s+居住证明/u);
  expect(info).toMatch(/Producer:\s+Linli/u);
  expect(info).not.toMatch(/王样例|6102|样例路/u);
});

it('gives the same bytes for the same data, whatever was drawn before', async () => {
  const hash = async (): Promise<string> =>
    createHash('sha256')
      .update(await draw())
      .digest('hex');
  const first = await hash();
  await draw({ name: '⺩𬭎', address: LONG_ADDRESS });
  expect(await hash()).toBe(first);
  expect(
    createHash('sha256')
      .update(await draw({ copy: 2 }))
      .digest('hex'),
  ).not.toBe(first);
});

it.each([203, 300])('carries a code that reads from paper at %i dpi', async (dpi) => {
  expect(codeOn(await draw(), dpi)).toBe(`${SAMPLE.code.url}#${SAMPLE.code.digits}`);
});

it('presses a red seal over the date', async () => {
  const picture = pictureOf(await draw(), 100);
  const seal = { left: 320, right: 460, bottom: 300, top: 450 };
  expect(countPixels(picture, seal, isRed)).toBeGreaterThan(3_000);
  const page = { left: 0, right: 596, bottom: 0, top: 842 };
  expect(countPixels(picture, page, isRed)).toBe(countPixels(picture, seal, isRed));
});

it.each([
  ['a name of 30 characters', { name: LONG_NAME }],
  ['an address of 100 characters', { address: LONG_ADDRESS }],
  [
    'both, and an issuer of 20',
    { name: LONG_NAME, address: LONG_ADDRESS, issuer: '样例市测试区样例街道红旗社区居民委员会' },
  ],
  [
    'the longest name of a foreigner',
    { name: 'MAXIMILIANA-TESTPERSON-VON-MUSTERFRAU, ANNA-MARGARETHA-ELISA' },
  ],
  ['a Western name', { name: 'MAXIMILIANA TESTPERSON-MUSTERFRAU', purpose: 'visa' }],
])('keeps %s inside the margins and above the foot', async (_, changed) => {
  const pdf = await draw(changed);
  const picture = pictureOf(pdf, 100);
  const outside = [
    { left: 0, right: LEFT_MARGIN, bottom: 0, top: 842 },
    { left: RIGHT_MARGIN, right: 596, bottom: 0, top: 842 },
    { left: 0, right: 596, bottom: 0, top: 69 },
    { left: 0, right: 596, bottom: FOOT_RULE + 1, top: FOOT_RULE + 18 },
  ];
  expect(outside.map((box) => countPixels(picture, box, isInk))).toEqual([0, 0, 0, 0]);
  expect(infoOf(pdf)).toMatch(/Pages:\s+1\n/u);
  expect(pdf.length).toBeLessThanOrEqual(60_000);
  for (const text of Object.values(changed)) expect(textOf(pdf)).toContain(text.replace(/\s/gu, ''));
});

it('refuses texts that no type size brings onto one page', async () => {
  await expect(draw({ address: '样例路'.repeat(300) })).rejects.toThrow(PageFull);
});
