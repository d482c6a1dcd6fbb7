/** Services, answers and lists as the server tells them, made up, some longer than one page holds. */
import { parse } from 'valibot';
import type { Job } from '#agent/contract/messages.ts';
import type { Offer } from '#server/contract/decisions.ts';
import type { Ledger } from '#server/contract/ledger.ts';
import { type NoticeIssued, noticeIssued } from '#server/contract/notices.ts';
import type { RefusedProofs } from '#server/contract/refused-proofs.ts';
import { job, RESIDENCE } from '../machine.ts';

/** Services as they stand before anybody was asked. */
const OPEN: Offer['decision'] = { result: 'open', departments: [{ zh: '市医保局' }, { zh: '市人社局' }] };
const NO_PAPER: Pick<Offer, 'printer' | 'validDays' | 'purposes' | 'questions'> = {
  printer: 'slip',
  validDays: 0,
  purposes: [],
  questions: [],
};

export const MEDICAL: Offer = {
  ...NO_PAPER,
  service: 'medical-account',
  title: { zh: '医保个人账户查询' },
  domain: 'medical_insurance',
  outcome: 'query',
  issuer: '市医保局',
  decision: OPEN,
};
/** What came of it: more lines and rows than one page holds. */
export const MEDICAL_FOUND: Offer = {
  ...MEDICAL,
  decision: { result: 'yes' },
  statement: { zh: '您的医保账户里还有 1286 元 5 角' },
  lines: Array.from({ length: 7 }, (_, index) => ({
    label: { zh: ['参保状态', '参保地', '本年缴费'][index % 3] ?? '' },
    value: { zh: ['正常参保', '样例市样例区', '从 2026 年 1 月起，缴到 2026 年 12 月'][index % 3] ?? '' },
  })),
  table: {
    columns: [{ zh: '日子' }, { zh: '在哪里' }, { zh: '花了' }],
    rows: Array.from({ length: 12 }, (_, day) => [
      `2026-11-${String(day + 1).padStart(2, '0')}`,
      '样例区人民医院门诊',
      `${day * 7}.50 元`,
    ]),
  },
};
export const ALLOWANCE: Offer = {
  ...NO_PAPER,
  service: 'elder-allowance',
  title: { zh: '高龄津贴' },
  domain: 'elder_care',
  outcome: 'application',
  issuer: '区民政局',
  match: { sure: true, benefit: { zh: '满八十岁，每月 50 元起；满九十岁 100 元，满一百岁 300 元' } },
  statement: {
    zh: '您可以领高龄津贴：每月 50 元起，满九十岁 100 元，满一百岁 300 元，每十二个月重新登记一次',
  },
  meanwhile: {
    where: { zh: '请到街道民政科申请；走不动可以让家里人代办，或者请社区上门' },
    bring: [
      { zh: '身份证和户口本' },
      { zh: '本人的社保卡或银行卡' },
      { zh: '家里人代办的，再带上他的身份证' },
    ],
    hours: { zh: '工作日上班时间，去之前可以先打电话问' },
  },
  decision: { result: 'yes' },
};
/** As long in every part as the longest that ships, and more to bring. */
export const LONG_TO_BRING: Offer = {
  ...NO_PAPER,
  service: 'survival',
  title: { zh: '领取社会保险待遇资格认证' },
  domain: 'social_insurance',
  outcome: 'application',
  issuer: '区社会保险经办中心',
  decision: { result: 'yes' },
  statement: {
    zh: '您的养老金从 2014 年 3 月起发放，资格认证要在 2027 年 3 月 31 日以前做好，每十二个月做一次；做好了养老金照常发，过了日子没做，先停发，补做以后一起补给您，一分钱不会少',
  },
  meanwhile: {
    where: {
      zh: '请本人到区社会保险经办中心一楼的养老待遇窗口，或者到任何一家街道便民服务中心的社保窗口办理',
    },
    bring: [
      '身份证',
      '社保卡（没有社保卡的，带上发养老金的存折）',
      '户口本',
      '近期的一寸照片两张',
      '代办人的身份证和您写的委托书',
      '住院的，带上医院开的证明',
    ].map((zh) => ({ zh })),
    hours: { zh: '工作日上午九点到下午五点，中午不休息' },
  },
};
/** Two choices must be made before anybody is asked. */
export const LIVING: Offer = {
  ...ALLOWANCE,
  service: 'disabled-living',
  title: { zh: '困难残疾人生活补贴' },
  domain: 'civil_affairs',
  match: { sure: false, benefit: { zh: '每月一百二十元' } },
  questions: [
    {
      id: 'holder',
      label: { zh: '给谁办？' },
      choices: [
        { code: 'self', label: { zh: '给我自己' } },
        { code: 'spouse', label: { zh: '给我老伴' } },
        { code: 'child', label: { zh: '给孩子' } },
      ],
    },
    {
      id: 'income',
      label: { zh: '家里在领低保吗？' },
      choices: [
        { code: 'yes', label: { zh: '在领' } },
        { code: 'no', label: { zh: '没有领' } },
      ],
    },
  ],
  decision: { result: 'open', departments: [{ zh: '区残联' }, { zh: '区民政局' }] },
};
export const REFUSED: Offer = {
  ...LIVING,
  decision: {
    result: 'no',
    reasons: ['card', 'income', 'household'].map((id) => ({
      id,
      text: { zh: '家里的收入超过了这里的线。' },
      own: { zh: '您家上个月人均收入：1 860 元' },
      required: { zh: '人均收入不超过 1 200 元' },
      next: {
        zh: '2027 年 4 月 1 日起就能来办。要是收入记得不对，带上工资条和户口本（或房产证），请民政窗口改一改、重新算一算。',
      },
      who: '区民政局社会救助科',
      earliest: '2027-04-01',
    })),
    earliest: '2027-04-01',
  },
};
export const CLOSED: Offer = {
  ...RESIDENCE,
  service: 'pension-certificate',
  title: { zh: '城乡居民基本养老保险参保缴费证明' },
  domain: 'social_insurance',
  closed: {
    by: 'printer',
    text: { zh: '这台机器现在打不了证明。' },
    nearest: { zh: '东门社区那台可以办。' },
  },
};

/** Matters of one domain: three pages. */
export const MANY: readonly Offer[] = Array.from({ length: 14 }, (_, index) => ({
  ...MEDICAL,
  service: `medical-${index}`,
  title: { zh: `医保事项之${'一二三四五六七八九十甲乙丙丁'[index]}` },
}));

const NOTICE_JOB = '7c0f5e1a-0000-4000-8000-00000000000c';
export const noticeDone = (state: Job['state'] = 'done'): Job => job(state, null, NOTICE_JOB);

export function notice(): NoticeIssued {
  return parse(noticeIssued, {
    kind: 'notice',
    orders: [{ job: NOTICE_JOB, printer: 'slip', order: 'order-of-notice' }],
  });
}

export const PROOFS: RefusedProofs = {
  source: '民发〔2020〕20号',
  proofs: Array.from({ length: 20 }, (_, index) => ({
    category: `proof-${index}`,
    title: { zh: index === 0 ? '居民身份信息证明' : `第 ${index + 1} 样证明` },
    why: { zh: '身份证上都写着，谁也不用再要您开这张证明。' },
    next: { zh: '要是还有人向您要，让他看您的身份证，再打这张小票给他看。' },
    who: '社区民警室',
    ...(index === 0 && { instead: RESIDENCE.service }),
  })),
};

export const LEDGER: Ledger = {
  looks: Array.from({ length: 9 }, (_, index) => ({
    at: `2026-11-${String(20 - index).padStart(2, '0')}T06:05:00Z`,
    holder: { zh: '市公安局' },
    reader: { zh: index % 2 === 0 ? '这台机器，您自己点的' : '社区工作人员' },
    what: [{ zh: '登记日期' }, { zh: '登记的住处' }, { zh: '证件有效期' }],
    why: { zh: '居住证明' },
    outcome: index % 3 === 0 ? 'facts' : 'not_found',
  })),
  more: true,
};
