import { expect, it } from 'vitest';
import {
  type Contribution,
  type ContributionRecord,
  renderContributionRecord,
} from '#printers/page/contribution-record/contribution-record.ts';
import { PageFull } from '#printers/page/document/page-full.ts';
import { GlyphsMissing } from '#printers/page/fonts.ts';
import { assertSound, infoOf, textOf } from './paper.ts';
import { LONG_NAME, SAMPLE, testFonts } from './sample.ts';

const MONTH: Contribution = {
  month: '2024-01',
  employer: '样例市红旗便民服务有限公司',
  baseFen: 449_400,
  employerFen: 71_904,
  personFen: 35_953,
};

async function draw(changed: Partial<ContributionRecord> = {}): Promise<Uint8Array> {
  const months = Array.from({ length: 36 }, (_, at) => ({
    ...MONTH,
    month: `${2023 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`,
  }));
  const record = {
    ...SAMPLE,
    insurance: '企业职工基本养老保险',
    asOf: '2026-11-21',
    sealUse: '缴费证明专用章',
  };
  return await renderContributionRecord({ ...record, months, ...changed }, await testFonts());
}

it('refuses an employer that no font draws, or that fills more than four lines', async () => {
  const named = (employer: string) => draw({ months: [{ ...MONTH, employer }] });
  await expect(named('样例\u{e863}公司')).rejects.toThrow(GlyphsMissing);
  await expect(named('很长的单位名称'.repeat(12))).rejects.toThrow(PageFull);
});

it('says three years on two sound pages, every month once, and the sums to the fen', async () => {
  const pdf = await draw();
  assertSound(pdf);
  expect(infoOf(pdf)).toMatch(/Pages:\s+2\n/u);
  const text = textOf(pdf);
  for (let at = 0; at < 36; at++) {
    const month = `${2023 + Math.floor(at / 12)}年${(at % 12) + 1}月样例市`;
    expect(text.split(month)).toHaveLength(2);
  }
  expect(text).toContain('合计36个月25,885.4412,943.08');
  expect(text).toContain('2023年1月至2025年12月');
  expect(text).toContain('金额单位：元。缴费情况截至2026年11月21日。');
});

it('takes one month, a long name and a large sum', async () => {
  const pdf = await draw({ name: LONG_NAME, months: [{ ...MONTH, personFen: 123_456_789_00 }] });
  expect(infoOf(pdf)).toMatch(/Pages:\s+1\n/u);
  expect(textOf(pdf)).toContain(LONG_NAME);
  expect(textOf(pdf)).toContain('123,456,789.00');
});

it('keeps the person out of the metadata, and gives the same bytes for the same data', async () => {
  const pdf = await draw();
  expect(infoOf(pdf)).toMatch(/Title:\s+社会保险缴费记录/u);
  expect(infoOf(pdf)).not.toMatch(/王样例|6102/u);
  expect(Buffer.from(await draw()).equals(Buffer.from(pdf))).toBe(true);
});
