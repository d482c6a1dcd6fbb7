import { afterAll, beforeAll, expect, it } from 'vitest';
import { PageFull } from '#printers/page/document/page-full.ts';
import { type Rendered, renderDocument } from '#printers/page/document/render-document.ts';
import { GlyphsMissing } from '#printers/page/fonts.ts';
import { recordDocument } from '#printers/page/record/record-document.ts';
import type { RecordPaper } from '#printers/page/record/record-words.ts';
import { assertSound, codeOn, infoOf, textOf } from './paper.ts';
import { ENROLMENT, NO_HOUSE, PERSON, payments, UYGHUR } from './record-sample.ts';
import { LONG_NAME, SAMPLE, testFonts } from './sample.ts';
import { type Bench, openBench } from './verdicts.ts';

let bench: Bench;
beforeAll(() => {
  bench = openBench();
});
afterAll(() => bench.clear());

const draw = async (data: RecordPaper): Promise<Rendered> =>
  await renderDocument(recordDocument(data), await testFonts());
const withRow = (row: readonly string[]): RecordPaper => {
  const { table, ...rest } = payments(1);
  return { ...rest, table: { columns: table?.columns ?? [], rows: [row], sums: [] } };
};

it('says a sentence, every fact, whose data it is and who only prints it', async () => {
  const { pdf, pages } = await draw(ENROLMENT);
  assertSound(pdf);
  expect(pages).toBe(1);
  const text = textOf(pdf);
  for (const words of [
    '截至2026年11月22日，下列人员在本市参加社会保险，情况如下。',
    '企业职工基本养老保险',
    '停保日期无',
    '用途：通用。',
    '数据由样例市社会保险经办中心提供，红旗社区居民委员会01号自助终端代为打印。',
    '“参加企业职工基本养老保险，累计缴费126个月”',
  ])
    expect(text).toContain(words);
});

it('is PDF/A-1b, with a table and with letters that join', async () => {
  for (const data of [payments(48), UYGHUR])
    expect(bench.preflight((await draw(data)).pdf)).toBe('The file page.pdf is a valid PDF/A-1b file');
});

it('tells how many pages it has, and says every row once and how many there are', async () => {
  const { pdf, pages } = await draw(payments(48));
  assertSound(pdf);
  expect(pages).toBe(3);
  expect(infoOf(pdf)).toMatch(/Pages:\s+3\n/u);
  const text = textOf(pdf);
  for (const [month = ''] of payments(48).table?.rows ?? [])
    expect([month, text.split(new RegExp(`${month}(?!起|\\d+日)`, 'u')).length]).toEqual([month, 2]);
  expect(text).toContain('共48条');
});

it('refuses a cell that no font draws, or that fills more than four lines', async () => {
  const paid = (employer: string) => draw(withRow(['2024年1月', employer, '1.00', '1.00', '1.00']));
  await expect(paid('样例\u{e863}公司')).rejects.toThrow(GlyphsMissing);
  await expect(paid('很长的单位名称'.repeat(12))).rejects.toThrow(PageFull);
});

it('refuses more rows than fifty pages hold', async () => {
  await expect(draw(payments(1500))).rejects.toThrow(PageFull);
});

it.each([
  ['of thirty characters', LONG_NAME],
  ['of a foreigner', 'MAXIMILIANA-TESTPERSON-VON-MUSTERFRAU, ANNA-MARGARETHA-ELISA'],
  ['in Korean', '金样例（김예시）'],
  ['of rare characters', '王𬭎䶮㛃𠅤𫟷'],
])('takes a name %s, in facts and in a sentence', async (_, name) => {
  const inFacts = { ...ENROLMENT, facts: [{ name: '姓名', value: name }, ...PERSON.slice(1)] };
  const inSentence = {
    ...NO_HOUSE,
    says: [
      [
        { text: '经查询', isFact: false },
        { text: name, isFact: true },
      ],
    ],
  };
  for (const data of [inFacts, inSentence]) {
    const { pdf, pages } = await draw(data);
    expect(pages).toBe(1);
    expect(textOf(pdf)).toContain(name.replace(/\s/gu, ''));
  }
});

it('carries its code on the last page only, and it reads at 203 dpi', async () => {
  expect(codeOn((await draw(NO_HOUSE)).pdf, 203)).toBe(`${SAMPLE.code.url}#${SAMPLE.code.digits}`);
});

it('keeps the person out of the metadata, and gives the same bytes for the same data', async () => {
  const { pdf } = await draw(payments(36));
  expect(infoOf(pdf)).toMatch(/Title:\s+社会保险缴费明细/u);
  expect(infoOf(pdf)).not.toMatch(/王样例|6102/u);
  expect(Buffer.from((await draw(payments(36))).pdf).equals(Buffer.from(pdf))).toBe(true);
});
