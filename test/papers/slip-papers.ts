/** The sample slips, from data of people who do not exist. */

import { parse } from 'valibot';
import { bookingSlip } from '#printers/slip/booking-slip.ts';
import { queueTicket } from '#printers/slip/queue-ticket.ts';
import type { Slip } from '#printers/slip/slip.ts';
import { paper } from '../../server/certificates/papers/paper.ts';
import { receipt } from '../../server/certificates/papers/receipt.ts';
import { NOTICE_PAPERS } from './notice-papers.ts';
import { RARE } from './page-papers.ts';

export interface SlipPaper {
  /** Name of the picture, without its ending. */
  readonly name: string;
  readonly title: string;
  /** What it shows, for the list. */
  readonly shows: string;
  readonly columns: 48 | 32;
  readonly slip: Slip;
}

const TICKET = queueTicket({
  hall: '红旗社区便民服务大厅',
  number: 'A017',
  service: '社保医保',
  ahead: 3,
  takenAt: { date: '2026-11-22', time: '14:06' },
});

const BOOKING = {
  issuer: '红旗社区居民委员会',
  what: '中医理疗（肩颈）',
  who: '王＊＊',
  where: '样例路12号社区卫生服务站二楼理疗室',
  date: '2026-11-25',
  time: '9:30',
  feeFen: 1_250,
  bring: ['身份证', '医保卡', '上次的理疗记录'],
  phone: '0919 800 0120',
  code: 'LINLI-BOOKING:7H2KQ9',
} as const;

const CROWDED = {
  ...BOOKING,
  who: '阿卜杜热合曼·麦麦提图尔荪·测试样例名字三十个字符长度足够用',
  where: '新疆维吾尔自治区克孜勒苏柯尔克孜自治州阿克陶县样例镇测试路1234号样例社区卫生服务站',
} as const;

const RECEIPT = receipt(
  parse(paper, {
    type: 'residence',
    title: '居住证明',
    number: '610202001001-2026-000173',
    community: '610202001001',
    issuer: '红旗社区居民委员会',
    name: '王样例',
    sex: '女',
    ethnic: '汉族',
    idNumber: '610202195403123022',
    numberTitle: '公民身份号码',
    cardTitle: '身份证',
    since: '2020-01-01',
    address: '样例路',
    purpose: '通用',
    validDays: 30,
    issuedAt: Date.UTC(2026, 10, 22, 6, 6),
    kioskName: '01号自助终端',
  }),
  1,
  'https://linli.example',
);

export const SLIP_PAPERS: readonly SlipPaper[] = [
  ...onBoth({ name: 'receipt', title: '办理小票', shows: 'goes with a certificate', slip: RECEIPT }),
  ...onBoth({ name: 'queue-ticket', title: '排队号', shows: 'read from across the hall', slip: TICKET }),
  ...onBoth({
    name: 'booking-slip',
    title: '预约单',
    shows: 'day, time and what to bring',
    slip: bookingSlip(BOOKING),
  }),
  ...NOTICE_PAPERS.flatMap(onBoth),
  {
    name: 'booking-slip-58-crowded',
    title: '预约单',
    shows: 'a name of thirty characters and a long address on narrow paper',
    columns: 32,
    slip: bookingSlip(CROWDED),
  },
  {
    name: 'booking-slip-80-rare-name',
    title: '预约单',
    shows: `rare characters (${RARE}) whose shapes travel with the slip`,
    columns: 48,
    slip: bookingSlip({ ...BOOKING, who: `王${RARE}` }),
  },
  {
    name: 'booking-slip-80-uyghur',
    title: '预约单',
    shows: 'lines in Uyghur and Korean, sent as pictures',
    columns: 48,
    slip: bookingSlip({
      ...BOOKING,
      who: 'ئابدۇرېھمان مەمەت',
      bring: ['身份证 · كىملىك', '医保卡 · 의료보험카드', '上次的理疗记录'],
    }),
  },
];

function onBoth({ name, shows, ...rest }: Omit<SlipPaper, 'columns'>): SlipPaper[] {
  return [
    { ...rest, name: `${name}-80`, shows: `${shows}, 80 mm`, columns: 48 },
    { ...rest, name: `${name}-58`, shows: `${shows}, 58 mm`, columns: 32 },
  ];
}
