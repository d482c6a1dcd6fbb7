/** Records of a person who does not exist, from a department that does not exist. */

import { yuan } from '#printers/civil-words.ts';
import type { RecordPaper } from '#printers/page/record/record-words.ts';
import { SAMPLE } from './sample.ts';

const { number, copy, validDays, issuer, issuedAt, kioskName, cardTitle, code, checkHost } = SAMPLE;
const plain = (text: string) => ({ text, isFact: false });
const fact = (text: string) => ({ text, isFact: true });

export const PERSON = [
  { name: '姓名', value: SAMPLE.name },
  { name: SAMPLE.numberTitle, value: SAMPLE.idNumber },
];

/** A few facts and a sentence. */
export const ENROLMENT: RecordPaper = {
  ...{ number, copy, validDays, issuer, issuedAt, kioskName, cardTitle, code, checkHost },
  title: '社会保险参保证明',
  validUntil: SAMPLE.validUntil,
  purpose: '通用',
  holder: '样例市社会保险经办中心',
  statement: '参加企业职工基本养老保险，累计缴费126个月',
  says: [[plain('截至'), fact('2026年11月22日'), plain('，下列人员在本市参加社会保险，情况如下。')]],
  facts: [
    ...PERSON,
    { name: '险种', value: '企业职工基本养老保险' },
    { name: '参保日期', value: '2016年5月1日' },
    { name: '累计缴费', value: '126个月' },
    { name: '停保日期', value: '无' },
  ],
};

/** Nothing but sentences, and nothing on record. */
export const NO_HOUSE: RecordPaper = {
  ...ENROLMENT,
  number: '610202001001-2026-000208',
  title: '不动产登记信息查询证明',
  holder: '样例市不动产登记中心',
  statement: '在样例市名下没有不动产登记记录',
  purpose: '申请公租房',
  says: [
    [
      plain('经查询'),
      fact('样例市'),
      plain('不动产登记信息，截至'),
      fact('2026年11月22日'),
      plain('，'),
      fact('王样例'),
      plain('（公民身份号码'),
      fact(SAMPLE.idNumber),
      plain('）名下没有不动产登记记录。'),
    ],
    [plain('本证明只说样例市的登记，不说别的地方。')],
  ],
  facts: [],
};

const EMPLOYER = '样例市红旗便民服务有限公司';
const LONG_EMPLOYER = '样例省样例市测试区幸福花园样例物业管理有限责任公司第三分公司';

function paidIn(at: number): string[] {
  const year = Math.floor(at / 12);
  const employer = at % 12 < 10 ? EMPLOYER : LONG_EMPLOYER;
  const fen = [449_400 + year * 31_200, 71_904 + year * 4_992, 35_952 + year * 2_496];
  return [`${2023 + year}年${(at % 12) + 1}月`, employer, ...fen.map(yuan)];
}

/** Month by month, over as many pages as that takes. */
export function payments(months: number): RecordPaper {
  return {
    ...ENROLMENT,
    number: '610202001001-2026-000206',
    title: '社会保险缴费明细',
    statement: `2023年1月起，企业职工基本养老保险缴费${months}个月`,
    says: [],
    facts: [
      ...PERSON,
      { name: '险种', value: '企业职工基本养老保险' },
      { name: '缴费月数', value: `${months}` },
    ],
    table: {
      columns: [
        { title: '缴费月份', share: 16, align: 'left' },
        { title: '缴费单位', share: 39, align: 'left' },
        { title: '缴费基数', share: 15, align: 'right' },
        { title: '单位缴费', share: 15, align: 'right' },
        { title: '个人缴费', share: 15, align: 'right' },
      ],
      rows: Array.from({ length: months }, (_, at) => paidIn(at)),
      sums: [],
    },
  };
}

/** A household's name in two scripts, and a column of long words. */
export const UYGHUR: RecordPaper = {
  ...ENROLMENT,
  number: '610202001001-2026-000209',
  title: '就业创业证查询打印件',
  holder: '样例市公共就业服务中心',
  statement: '就业创业证有效，登记类别：失业登记',
  facts: [
    { name: '姓名', value: '阿卜杜热合曼·麦麦提（ئابدۇرېھمان مەمەت）' },
    { name: '公民身份号码', value: SAMPLE.idNumber },
    { name: '证件编号', value: '6102020016000001' },
    { name: '登记类别', value: '失业登记' },
    { name: '登记日期', value: '2026年3月2日' },
    { name: '注销日期', value: '无' },
  ],
  says: [[plain('经查询，下列人员的就业创业证登记信息如下。')]],
};
