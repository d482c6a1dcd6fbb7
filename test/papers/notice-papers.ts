/** The sample slips of notices: what was said on the screen, to take along. About people who do not exist. */
import type { Slip } from '#printers/slip/slip.ts';
import { answerSlip } from '../../server/notices/slips/answer-slip.ts';
import { ledgerSlip } from '../../server/notices/slips/ledger-slip.ts';
import { meanwhileSlip } from '../../server/notices/slips/meanwhile-slip.ts';
import { proofSlip } from '../../server/notices/slips/proof-slip.ts';
import { refusalSlip } from '../../server/notices/slips/refusal-slip.ts';
import { unknownSlip } from '../../server/notices/slips/unknown-slip.ts';

export interface NoticePaper {
  readonly name: string;
  readonly title: string;
  readonly shows: string;
  readonly slip: Slip;
}

const HEAD = { issuer: '红旗社区居民委员会', name: '王样例', at: Date.UTC(2026, 10, 22, 6, 6) };
const ALLOWANCE = { title: { zh: '高龄津贴申请' } };

const MEANWHILE = {
  where: { zh: '样例路12号，红旗社区服务大厅3号窗口' },
  bring: [{ zh: '身份证' }, { zh: '户口本' }, { zh: '本人的银行卡或社保卡' }],
  hours: { zh: '周一到周五，8:30到17:30' },
};

const REFUSAL = refusalSlip(
  HEAD,
  { ...ALLOWANCE, meanwhile: MEANWHILE },
  {
    result: 'no',
    earliest: '2027-02-12',
    reasons: [
      {
        id: 'age',
        text: { zh: '还差两个月零二十天' },
        own: { zh: '出生日期：1947 年 3 月 12 日' },
        required: { zh: '要满八十周岁，可以提前一个月来办' },
        next: { zh: '2027 年 2 月 12 日起带身份证来办，不会少发' },
        who: '社区养老窗口',
        earliest: '2027-02-12',
      },
      {
        id: 'hukou',
        text: { zh: '户口不在样例区' },
        own: { zh: '户口所在地：样例市测试区' },
        required: { zh: '应为样例市样例区' },
        next: { zh: '到户口所在地的社区去办；要是户口已经迁来了，带户口本到派出所改登记' },
        who: '户籍派出所',
      },
    ],
  },
);

const UNKNOWN = unknownSlip(
  HEAD,
  { title: { zh: '失业登记' } },
  {
    result: 'unknown',
    ask: [
      {
        who: '就业服务窗口',
        text: { zh: '现在查不到您有没有单位在交社保，请到就业服务窗口问一问，带上身份证' },
      },
      { who: '社区民警室', text: { zh: '居住登记里没有日期，带上租房合同（或房产证）到社区民警室问一问' } },
    ],
  },
);

const ANSWER = answerSlip(HEAD, {
  title: { zh: '养老金发放查询' },
  issuer: '样例市社会保险经办中心',
  statement: { zh: '这个月的养老金发了，一共3,124.50元' },
  lines: [
    { label: { zh: '发到哪里' }, value: { zh: '尾号0024的社保卡' } },
    { label: { zh: '认证到' }, value: { zh: '2027年3月11日' } },
  ],
  table: {
    columns: [{ zh: '月份' }, { zh: '发放单位' }, { zh: '金额（元）' }],
    rows: Array.from({ length: 6 }, (_, at) => [
      `2026年${at + 6}月`,
      '样例市社保中心',
      at < 1 ? '3,058.00' : '3,124.50',
    ]),
  },
});

const PROOF = proofSlip(
  { ...HEAD, name: undefined },
  {
    category: 'alive',
    title: { zh: '健在证明' },
    why: { zh: '领养老金的人在不在，社保部门自己能查，不用居委会开证明。' },
    next: { zh: '在这台机器或手机上做一次养老待遇资格认证就行。' },
    who: '社保窗口',
  },
  { source: '民发〔2020〕20号，六部门列明居委会不出具的二十项证明' },
  '养老待遇资格认证',
);

const LEDGER = ledgerSlip(HEAD, {
  more: true,
  looks: [
    {
      at: '2026-11-22T06:05:40Z',
      holder: { zh: '样例市公安局' },
      reader: { zh: '01号自助终端，您自己来办' },
      what: [{ zh: '登记日期' }, { zh: '登记的社区' }],
      why: { zh: '居住证明' },
      outcome: 'facts',
    },
    {
      at: '2026-11-20T02:31:00Z',
      holder: { zh: '样例市社会保险经办中心' },
      reader: { zh: '01号自助终端，您自己来办' },
      what: [{ zh: '参保日期' }],
      why: { zh: '社会保险参保证明' },
      outcome: 'unavailable',
    },
    {
      at: '2026-10-08T08:12:00Z',
      holder: { zh: '红旗社区居民委员会' },
      reader: { zh: '社区工作人员' },
      what: [{ zh: '联系电话' }, { zh: '居住地址' }],
      why: { zh: '上门办：行动不便' },
      outcome: 'facts',
    },
  ],
});

export const NOTICE_PAPERS: readonly NoticePaper[] = [
  {
    name: 'refusal',
    title: '还差什么',
    shows: 'a refusal: each condition, what to do, when to come back',
    slip: REFUSAL,
  },
  { name: 'unknown', title: '暂时查不到', shows: 'nobody could tell: whom to ask', slip: UNKNOWN },
  { name: 'answer', title: '查询结果', shows: 'the answer of a query, with a table', slip: ANSWER },
  {
    name: 'meanwhile',
    title: '到哪里办',
    shows: 'where to go with what this machine cannot take yet',
    slip: meanwhileSlip(HEAD, { ...ALLOWANCE, statement: { zh: '您可以申请，每月50元' } }, MEANWHILE),
  },
  { name: 'proof', title: '社区不开这个', shows: 'a proof that no community may issue', slip: PROOF },
  { name: 'ledger', title: '谁看过我的信息', shows: 'who looked at what, when and why', slip: LEDGER },
];
