/** What the contribution record says: its data and, from them, every word on its pages. */
import {
  type CivilDate,
  type CivilMoment,
  type CivilMonth,
  spokenDate,
  spokenMonth,
  yuan,
} from '../../civil-words.ts';
import { checkWords } from '../document/check-words.ts';
import type { Column, PageDocument, Table } from '../document/page-document.ts';
import { plain } from '../document/spans.ts';
import type { CodeUrl } from '../qr.ts';

/** All text as it is to be printed; times are of Asia/Shanghai. */
export interface ContributionRecord {
  readonly number: string;
  /** 1 for the first paper of this record. */
  readonly copy: number;
  readonly name: string;
  readonly idNumber: string;
  /** e.g. 公民身份号码 */
  readonly numberTitle: string;
  /** The card it was asked for with, e.g. 身份证. */
  readonly cardTitle: string;
  /** e.g. 企业职工基本养老保险 */
  readonly insurance: string;
  /** In the order in which they are to stand, at least one. */
  readonly months: readonly Contribution[];
  /** What was paid later is not in it. */
  readonly asOf: CivilDate;
  readonly issuer: string;
  /** On the seal, e.g. 自助服务专用章 */
  readonly sealUse: string;
  readonly issuedAt: CivilMoment;
  readonly kioskName: string;
  readonly code: CodeUrl;
  readonly checkHost: string;
}

export interface Contribution {
  readonly month: CivilMonth;
  readonly employer: string;
  readonly baseFen: number;
  readonly employerFen: number;
  readonly personFen: number;
}

export const TITLE = '社会保险缴费记录';

const COLUMNS: readonly Column[] = [
  { title: '缴费月份', share: 16, align: 'left' },
  { title: '缴费单位', share: 39, align: 'left' },
  { title: '缴费基数', share: 15, align: 'right' },
  { title: '单位缴费', share: 15, align: 'right' },
  { title: '个人缴费', share: 15, align: 'right' },
];

export function contributionDocument(data: ContributionRecord): PageDocument {
  const { number, copy, months, issuer, issuedAt, sealUse, code } = data;
  return {
    form: 'record',
    header: { number, copy },
    blocks: [
      { kind: 'title', text: TITLE },
      { kind: 'facts', pairs: factsOf(data) },
      tableOf(months),
      { kind: 'paragraph', wordings: [[plain(`金额单位：元。缴费情况截至${spokenDate(data.asOf)}。`)]] },
      { kind: 'signature', issuer, date: issuedAt.date, sealUse },
    ],
    foot: { code, words: footWords(data) },
  };
}

function factsOf({ name, numberTitle, idNumber, insurance, months }: ContributionRecord) {
  const [first, last] = [months[0]?.month ?? '', months.at(-1)?.month ?? ''];
  return [
    { name: '姓名', value: name },
    { name: numberTitle, value: idNumber },
    { name: '险种', value: insurance },
    { name: '起止月份', value: `${spokenMonth(first)}至${spokenMonth(last)}` },
  ];
}

function tableOf(months: readonly Contribution[]): Table {
  const sum = (of: (contribution: Contribution) => number): string =>
    yuan(months.reduce((fen, contribution) => fen + of(contribution), 0));
  return {
    kind: 'table',
    columns: COLUMNS,
    rows: months.map(({ month, employer, baseFen, employerFen, personFen }) => [
      spokenMonth(month),
      employer,
      yuan(baseFen),
      yuan(employerFen),
      yuan(personFen),
    ]),
    sums: [
      '合计',
      `${months.length}个月`,
      '',
      sum(({ employerFen }) => employerFen),
      sum(({ personFen }) => personFen),
    ],
  };
}

function footWords({ issuedAt, kioskName, cardTitle, checkHost }: ContributionRecord) {
  const made = `本记录由本人于 ${issuedAt.date} ${issuedAt.time} 在${kioskName}刷${cardTitle}打印。`;
  return checkWords({ checkHost, compared: '姓名、月数、合计', made });
}
