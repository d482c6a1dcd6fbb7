/** Slips about services: what they say, and that they name nobody. */
import { parse } from 'valibot';
import { expect, it } from 'vitest';
import { layoutSlip } from '#printers/slip/layout.ts';
import { type Slip, slip } from '#printers/slip/slip.ts';
import type { Reason } from '#server/contract/decisions.ts';
import type { Looked } from '#server/contract/ledger.ts';
import { answerSlip } from '../../../server/notices/slips/answer-slip.ts';
import { ledgerSlip } from '../../../server/notices/slips/ledger-slip.ts';
import { meanwhileSlip } from '../../../server/notices/slips/meanwhile-slip.ts';
import { proofSlip } from '../../../server/notices/slips/proof-slip.ts';
import { refusalSlip } from '../../../server/notices/slips/refusal-slip.ts';
import { unknownSlip } from '../../../server/notices/slips/unknown-slip.ts';
import { NOTICE_PAPERS } from '../../papers/notice-papers.ts';

const HEAD = { issuer: '红旗社区居民委员会', name: '王样例', at: Date.UTC(2026, 10, 22, 16, 5) };
const TITLE = { title: { zh: '高龄津贴申请' } };
const AGE: Reason = {
  id: 'age',
  text: { zh: '还差两个月' },
  own: { zh: '出生日期：1947 年 3 月 12 日' },
  required: { zh: '要满八十周岁' },
  next: { zh: '2027 年 3 月 12 日起带身份证来办' },
  who: '社区养老窗口',
  earliest: '2027-03-12',
};
const HUKOU: Reason = {
  id: 'hukou',
  text: { zh: '没有查到您的户口' },
  required: { zh: '要有记录' },
  next: { zh: '带户口本去问' },
  who: '户籍派出所',
};

/** What stands on paper of so many columns, row by row. */
function rowsOf(of: Slip, columns = 48): string[] {
  return layoutSlip(of, columns).map((row) => row.text.trim());
}
/** Without spaces, and without the ends of rows. */
const wordsOf = (of: Slip, columns = 48): string => rowsOf(of, columns).join('').replaceAll(/\s/gu, '');

it.each([48, 32])(
  'names every condition with what is, what is wanted, what to do and whom to ask, in %i columns',
  (columns) => {
    const said = refusalSlip(HEAD, TITLE, { result: 'no', reasons: [AGE, HUKOU] });
    const words = wordsOf(said, columns);
    for (const part of [
      '1.还差两个月',
      '出生日期：',
      '要满八十周岁',
      '2.没有查到您的户口',
      '没有查到记录',
      '户籍派出所',
    ])
      expect(words).toContain(part);
    expect(words).toContain('最早2027年3月12日');
  },
);

it('tells the day to come back once and large, when it is the day of the whole', () => {
  const said = refusalSlip(HEAD, TITLE, { result: 'no', reasons: [AGE], earliest: '2027-03-12' });
  const large = layoutSlip(said, 32).filter((row) => row.kind === 'text' && row.size === 'double');
  expect(large.map((row) => row.text)).toEqual(['还差什么', '3月12日']);
  expect(wordsOf(said)).toContain('这一天起再来2027年3月12日星期五');
  expect(wordsOf(said)).not.toContain('最早');
});

it('says what to bring for when nothing is wanting any more', () => {
  const meanwhile = { where: { zh: '3号窗口' }, bring: [{ zh: '户口本' }], hours: { zh: '周一到周五' } };
  const refused = refusalSlip(HEAD, { ...TITLE, meanwhile }, { result: 'no', reasons: [HUKOU] });
  for (const said of [refused, meanwhileSlip(HEAD, TITLE, meanwhile)]) {
    for (const part of ['3号窗口', '开门时间：周一到周五', '要带的东西', '·户口本'])
      expect(wordsOf(said)).toContain(part);
  }
});

it('says that not to know is no refusal, and whom to ask', () => {
  const ask = [{ who: '就业服务窗口', text: { zh: '请到就业服务窗口问一问' } }];
  const words = wordsOf(unknownSlip(HEAD, TITLE, { result: 'unknown', ask }));
  expect(words).toContain('不是说您办不了');
  expect(words).toContain('问：就业服务窗口请到就业服务窗口问一问');
});

const ANSWER = { ...TITLE, issuer: '样例中心', statement: { zh: '发了3,124.50元' } };
const columns = (count: number) => Array.from({ length: count }, (_, at) => ({ zh: `第${at + 1}栏` }));

it('keeps figures and days of a table whole on narrow paper', () => {
  const table = { columns: columns(3), rows: [['2026年10月', '样例市社会保险经办中心', '3,124.50']] };
  const rows = rowsOf(answerSlip(HEAD, { ...ANSWER, table }), 32);
  expect(rows.find((row) => row.includes('2026年10月'))).toContain('3,124.50');
});

it('tells a wide table row by row, and of a long one how much is left out', () => {
  const wide = { columns: columns(5), rows: [['2026年10月', '甲', '乙', '丙', '丁']] };
  expect(wordsOf(answerSlip(HEAD, { ...ANSWER, table: wide }), 32)).toContain(
    '2026年10月第2栏甲第3栏乙第4栏丙第5栏丁',
  );
  const long = { columns: columns(2), rows: Array.from({ length: 75 }, () => ['2026年10月', '1.00']) };
  expect(wordsOf(answerSlip(HEAD, { ...ANSWER, table: long }))).toContain('还有15条，在机器上看。');
});

it('is a slip that the printer takes, however much was looked at or paid', () => {
  const look: Looked = {
    at: '2026-11-22T16:05:00Z',
    holder: { zh: '样例市公安局' },
    reader: { zh: '01号自助终端' },
    what: [{ zh: '登记日期' }, { zh: '登记的社区' }],
    why: { zh: '居住证明' },
    outcome: 'not_found',
  };
  const ledger = ledgerSlip(HEAD, { looks: Array.from({ length: 200 }, () => look), more: true });
  const table = {
    columns: columns(6),
    rows: Array.from({ length: 400 }, () => ['1', '2', '3', '4', '5', '6']),
  };
  const reasons = Array.from({ length: 12 }, () => AGE);
  for (const said of [
    ledger,
    answerSlip(HEAD, { ...ANSWER, table }),
    refusalSlip(HEAD, TITLE, { result: 'no', reasons }),
  ])
    expect(() => parse(slip, said)).not.toThrow();
  expect(wordsOf(ledger)).toContain('2026-11-2300:05');
  expect(wordsOf(ledger)).toContain('登记日期、登记的社区');
  expect(wordsOf(ledger)).toContain('更早的在机器上看。');
});

it('says of a ledger without a look that nobody looked', () => {
  expect(wordsOf(ledgerSlip(HEAD, { looks: [], more: false }))).toContain('还没有人看过您的信息。');
});

it('explains a refused proof to whoever asked for it, without a name when no card was laid', () => {
  const proof = {
    category: 'alive',
    title: { zh: '健在证明' },
    why: { zh: '社保自己能查。' },
    next: { zh: '做一次认证。' },
    who: '社保窗口',
  };
  const words = wordsOf(
    proofSlip({ issuer: HEAD.issuer, at: HEAD.at }, proof, { source: '民发〔2020〕20号' }, '资格认证'),
  );
  for (const part of [
    '社保自己能查。',
    '做一次认证。',
    '问哪里：社保窗口',
    '“资格认证”',
    '依据：民发〔2020〕20号',
  ])
    expect(words).toContain(part);
  expect(words).not.toContain('给谁');
});

it.each(NOTICE_PAPERS.map(({ name, slip: said }) => [name, said] as const))(
  'names nobody on the slip %s',
  (_, said) => {
    expect(JSON.stringify(said)).not.toContain('王样例');
    expect(parse(slip, said).lines.length).toBeGreaterThan(8);
  },
);
