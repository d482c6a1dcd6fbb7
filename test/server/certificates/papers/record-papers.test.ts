/** Certificates that are only data, from the definition to the paper and its code. */
import { generateKeyPairSync } from 'node:crypto';
import { parse } from 'valibot';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TrustList } from '#server/contract/paper/certificate-code.ts';
import { factsOf } from '#server/contract/paper/facts.ts';
import { publicJwk } from '#server/contract/words.ts';
import { certificateCode } from '../../../../server/certificates/certificate-code.ts';
import { claimsOf } from '../../../../server/certificates/papers/copy-marks.ts';
import { pageOf } from '../../../../server/certificates/papers/page.ts';
import type { Paper } from '../../../../server/certificates/papers/paper.ts';
import { Press } from '../../../../server/certificates/press/press.ts';
import { judge } from '../../../../server/verify-page/verdict.ts';
import { spokenDay } from '../../../../server/verify-page/words.ts';
import { codeOn, textOf } from '../../../printers/page/paper.ts';
import { SEALED_AT } from '../../../printers/page/signature/sealing.ts';
import { HOLDER, recordOf } from './records.ts';

const KEY = { kid: '0a0b0c0d', ...generateKeyPairSync('ec', { namedCurve: 'P-256' }) };
const MARKS = { copy: 1, cti: Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8), statusIndex: 1000 };
const NOW = Date.UTC(2026, 10, 22, 8) / 1000;
const trust: TrustList = {
  issuers: [
    {
      kid: KEY.kid,
      issuer: '610202001001',
      name: '红旗社区居民委员会',
      publicKey: parse(publicJwk, KEY.publicKey.export({ format: 'jwk' })),
      validFrom: NOW - 86_400,
      validTo: null,
    },
  ],
};

let press: Press;
beforeAll(async () => {
  press = await Press.open({ fallback: [] });
});
afterAll(() => press.close());

const codeFor = (said: Paper) => certificateCode(claimsOf(said, MARKS), KEY);
const pressed = async (said: Paper) => {
  const page = pageOf(said, 1, codeFor(said), 'https://linli.example');
  return await press.press(page, { bytes: 930, at: SEALED_AT });
};
async function drawn(said: Paper) {
  const done = await pressed(said);
  if (done.kind !== 'pressed') throw new Error(`not drawn: ${done.kind}`);
  return done;
}

it('says what the definition says: values in figures and words, codes by their meaning, nothing as 无', async () => {
  const { pdf, pages } = await drawn(await recordOf());
  const text = textOf(pdf);
  expect(pages).toBe(1);
  for (const words of [
    '社会保险参保证明',
    '截至2026年11月22日，上列人员自2016年5月起参加企业职工基本养老保险，累计缴费126个月。',
    '王样例',
    '610202195403123022',
    '2016年5月1日',
    '数据由样例市社会保险经办中心提供，红旗社区居民委员会01号自助终端代为打印。',
    '用途：通用。自打印之日起九十日内有效，有效期至2027年2月20日。',
  ])
    expect(text).toContain(words);
  expect(text).toMatch(/停保日期无/u);
  expect(text).toMatch(/现在还在缴费是/u);
});

it('carries a code that is read from the paper and tells title, sentence and whose data it is', async () => {
  const said = await recordOf();
  const [, digits = ''] = codeOn((await drawn(said)).pdf, 203).split('#');
  const verdict = judge(digits, { trust, status: undefined, now: NOW });
  if (verdict.kind !== 'valid_status_unchecked') throw new Error(verdict.kind);
  expect(factsOf(verdict.claims, spokenDay)).toEqual([
    ['证明', '社会保险参保证明，第 1 份'],
    ['编号', '610202001001-2026-000207'],
    ['姓名', '王＊＊'],
    ['证件号', '最后四位 3022'],
    ['内容', '参加企业职工基本养老保险，累计缴费126个月'],
    ['数据来自', '样例市社会保险经办中心'],
    ['用途', '通用'],
    ['开具', '2026 年 11 月 22 日'],
    ['有效到', '2027 年 2 月 20 日'],
  ]);
});

it('prints a table over as many pages as it takes, with the typesetting of sums on the right', async () => {
  const rows = Array.from({ length: 60 }, (_, at) => [`${2016 + at} 年 5 月`, '样例公司', '1234.50']);
  const said = await recordOf({ rows });
  expect(said).toMatchObject({
    table: { columns: [{ align: 'left' }, { align: 'left' }, { align: 'right' }] },
  });
  const { pdf, pages } = await drawn(said);
  expect(pages).toBe(3);
  expect(textOf(pdf)).toContain('2016年5月样例公司1234.50');
  expect(textOf(pdf)).toContain('共60条74070.00');
});

it('names nobody in the sentence of its code, though the definition would', async () => {
  const said = await recordOf({ statement: '<resident.name><resident.number>参加<insured.kind>' });
  expect(said).toMatchObject({ statement: '参加企业职工基本养老保险' });
});

it('adds up a column to the fen: refunds count against, an empty cell counts as none', async () => {
  const sums = ['0.10', '0.20', '', '-1000.35'].map((sum) => ['2016 年 5 月', '样例公司', sum]);
  expect(await recordOf({ rows: sums })).toMatchObject({ table: { sums: ['', '', '-1000.05'] } });
});

it('leaves out a table without rows, as the sentence says that there is nothing', async () => {
  const said = await recordOf({ rows: [] });
  expect(said).not.toHaveProperty('table');
  expect(textOf((await drawn(said)).pdf)).not.toContain('共0条');
});

it('names the person once: in the sentence where it does, else among the facts', async () => {
  const says = '[<resident.name>（<resident.number>）已参保<insured.stopped>。]';
  const named = textOf((await drawn(await recordOf({ says }))).pdf);
  expect(named).toContain('王样例（610202195403123022）已参保无。');
  expect(named.split('王样例')).toHaveLength(2);
  expect(textOf((await drawn(await recordOf())).pdf).split('王样例')).toHaveLength(2);
});

it('cuts a sentence that is too long for the code between characters, and says so on paper and phone', async () => {
  const said = await recordOf({ statement: '长'.repeat(60) });
  const short = `${'长'.repeat(49)}…`;
  expect(claimsOf(said, MARKS)).toMatchObject({ statement: short });
  expect(textOf((await drawn(said)).pdf)).toContain(`“${short}”`);
});

it('refuses a value that no font draws, before anything is issued', async () => {
  const kind = { 'insured.kind': '某\u{323b0}险' };
  expect(await pressed(await recordOf({ facts: kind }))).toMatchObject({
    kind: 'glyphs_missing',
    codePoints: [0x323b0],
  });
});

it.each([
  ['of thirty characters', '阿卜杜热合曼·麦麦提图尔荪·测试样例名字三十个字符长度足够用'],
  ['of a foreigner', 'MAXIMILIANA TESTPERSON-MUSTERFRAU'],
  ['in Uyghur', 'ئابدۇرېھمان مەمەت'],
])('takes a name %s from the definition to the code', async (_, name) => {
  const said = await recordOf({ holder: { ...HOLDER, name } });
  const { pdf } = await drawn(said);
  const [, digits = ''] = codeOn(pdf, 203).split('#');
  expect(judge(digits, { trust, status: undefined, now: NOW }).kind).toBe('valid_status_unchecked');
});
