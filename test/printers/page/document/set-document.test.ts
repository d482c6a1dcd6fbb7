import { expect, it } from 'vitest';
import type { Block, PageDocument } from '#printers/page/document/page-document.ts';
import { PageFull } from '#printers/page/document/page-full.ts';
import { setDocument } from '#printers/page/document/set-document.ts';
import { plain, strong } from '#printers/page/document/spans.ts';
import { GlyphsMissing } from '#printers/page/fonts.ts';
import type { Sheet } from '#printers/page/sheet.ts';
import { LONG_NAME, SAMPLE, testFonts } from '../sample.ts';
import { linesOn } from './marks.ts';

const TITLE: Block = { kind: 'title', text: '样例记录' };
const SIGNATURE: Block = {
  kind: 'signature',
  issuer: '红旗社区居民委员会',
  date: '2026-11-22',
  sealUse: '自助服务专用章',
};

async function sheetsOf(blocks: readonly Block[], changed: Partial<PageDocument> = {}): Promise<Sheet[]> {
  const foot = { code: SAMPLE.code, words: [[strong('怎样验真')], [plain('扫左边的码。')]] };
  const header = { number: '610202001001-2026-000206', copy: 1 };
  return setDocument({ form: 'record', header, blocks, foot, ...changed }, await testFonts());
}

function table(rows: number, sums?: readonly string[]): Block {
  const columns = [
    { title: '月份', share: 1, align: 'left' },
    { title: '金额', share: 1, align: 'right' },
  ] as const;
  const months = Array.from({ length: rows }, (_, at) => [`第${at + 1}行`, '1.00']);
  return { kind: 'table', columns, rows: months, ...(sums === undefined ? {} : { sums }) };
}

const kindsOn = (sheet: Sheet | undefined): Set<string> =>
  new Set(sheet?.marks.map(({ kind }) => kind) ?? []);

it('refuses a text that no font draws, wherever it stands, before anything is laid out', async () => {
  const rare = '\u{e863}';
  const blocks: Block[] = [
    { kind: 'title', text: rare },
    { kind: 'paragraph', wordings: [[plain(rare)]] },
    { kind: 'facts', pairs: [{ name: '姓名', value: rare }] },
    { kind: 'table', columns: [{ title: '一', share: 1, align: 'left' }], rows: [[rare]] },
    { ...SIGNATURE, issuer: rare },
  ];
  for (const block of blocks) await expect(sheetsOf([block])).rejects.toThrow(GlyphsMissing);
});

it('refuses a paragraph that is longer than a page, and a title that no type would fit', async () => {
  const wordings = [[plain('样例'.repeat(2_000))]];
  await expect(sheetsOf([TITLE, { kind: 'paragraph', wordings }])).rejects.toThrow(PageFull);
  await expect(sheetsOf([{ kind: 'title', text: '很长的题目'.repeat(8) }])).rejects.toThrow(PageFull);
});

it('refuses more than fifty pages: no print order may have as many', async () => {
  expect((await sheetsOf([table(1_400)])).length).toBeLessThanOrEqual(50);
  await expect(sheetsOf([table(1_500)])).rejects.toThrow(PageFull);
});

it('numbers each page, says its title again, and leads on to the next', async () => {
  const sheets = await sheetsOf([TITLE, table(60), SIGNATURE]);
  expect(sheets).toHaveLength(3);
  const heads = sheets.map((sheet) => linesOn(sheet)[0]);
  expect(heads).toEqual([
    '编号610202001001-2026-000206第1份·第1页共3页',
    '编号610202001001-2026-000206样例记录（续）第1份·第2页共3页',
    '编号610202001001-2026-000206样例记录（续）第1份·第3页共3页',
  ]);
  expect(sheets.map((sheet) => linesOn(sheet).includes('接下页'))).toEqual([true, true, false]);
});

it('says of a single page only how many there are', async () => {
  const [sheet] = await sheetsOf([TITLE, table(3), SIGNATURE]);
  expect(linesOn(sheet as Sheet)[0]).toBe('编号610202001001-2026-000206第1份·共1页');
});

it('carries code and seal on the last page only', async () => {
  const sheets = await sheetsOf([TITLE, table(60), SIGNATURE]);
  expect(sheets.map((sheet) => kindsOn(sheet).has('grid'))).toEqual([false, false, true]);
  expect(sheets.map((sheet) => kindsOn(sheet).has('engraved'))).toEqual([false, false, true]);
});

it('never leaves the signature alone on a page, whatever the length of the table', async () => {
  for (let rows = 8; rows <= 40; rows++) {
    const last = (await sheetsOf([TITLE, table(rows, ['合计', '1.00']), SIGNATURE])).at(-1);
    const lines = linesOn(last as Sheet);
    expect(lines).toContain('合计1.00');
    expect(lines).toContain(`第${rows}行1.00`);
  }
});

it('keeps every row once and in order, over all pages', async () => {
  for (const rows of [1, 17, 23, 24, 25, 36, 120]) {
    const sheets = await sheetsOf([TITLE, table(rows), SIGNATURE]);
    const said = sheets.flatMap(linesOn).filter((line) => /^第\d+行/u.test(line));
    expect(said).toEqual(Array.from({ length: rows }, (_, at) => `第${at + 1}行1.00`));
  }
});

it('pairs short facts and gives a long one a line of its own', async () => {
  const pairs = [
    { name: '姓名', value: '王样例' },
    { name: '性别', value: '女' },
    { name: '单位', value: LONG_NAME },
    { name: '月数', value: '36' },
  ];
  const [sheet] = await sheetsOf([TITLE, { kind: 'facts', pairs }]);
  expect(linesOn(sheet as Sheet).slice(2, 5)).toEqual(['姓名王样例性别女', `单位${LONG_NAME}`, '月数36']);
});

it('keeps the foot of a statement on its one page', async () => {
  const wordings = [[plain('样例'.repeat(300))]];
  const blocks: Block[] = [TITLE, { kind: 'paragraph', wordings }, SIGNATURE];
  expect(await sheetsOf(blocks, { form: 'statement' })).toHaveLength(1);
  const longer: Block[] = [TITLE, { kind: 'paragraph', wordings: [[plain('样例'.repeat(900))]] }, SIGNATURE];
  await expect(sheetsOf(longer, { form: 'statement' })).rejects.toThrow(PageFull);
});
