/** 预约单: day and time are what a resident looks for, weeks later, on the kitchen door. */
import { spokenDate, weekday, yuan } from '../civil-words.ts';
import type { Slip } from './slip.ts';
import { centred, heading, left, RULE } from './slip-lines.ts';

export interface BookingSlip {
  /** e.g. 红旗社区居民委员会 */
  readonly issuer: string;
  /** e.g. 理疗 */
  readonly what: string;
  /** As it may be read by whoever finds the slip: masked, or a household's own words. */
  readonly who: string;
  readonly where: string;
  /** `YYYY-MM-DD` and `HH:MM`. */
  readonly date: string;
  readonly time: string;
  /** 0: free of charge. */
  readonly feeFen: number;
  readonly bring: readonly string[];
  /** Whom to call who cannot come. */
  readonly phone: string;
  /** What the machine reads when the resident comes back: an opaque word, no personal data. */
  readonly code: string;
}

export function bookingSlip(booking: BookingSlip): Slip {
  const { issuer, what, who, where, date, time, feeFen, bring, phone, code } = booking;
  const [year = '', day = ''] = spokenDate(date).split(/(?<=年)/u);
  return {
    lines: [
      centred(issuer),
      centred('预约单', 'double'),
      RULE,
      centred(year),
      centred(`${day} ${weekday(date)}`, 'double'),
      { kind: 'feed' },
      centred(time, 'quadruple'),
      { kind: 'feed' },
      RULE,
      { kind: 'pair', name: '办什么', value: what },
      { kind: 'pair', name: '给谁', value: who },
      { kind: 'pair', name: '在哪里', value: where },
      { kind: 'pair', name: '费用', value: feeFen === 0 ? '不收费' : `￥${yuan(feeFen)}` },
      RULE,
      ...bringLines(bring),
      heading('来不了'),
      left(`请提前打 ${phone}，把号让给别人。`),
      { kind: 'feed' },
      { kind: 'qr', text: code },
      centred('来的时候在机器上扫一下'),
      { kind: 'feed' },
    ],
  };
}

function bringLines(bring: readonly string[]): Slip['lines'] {
  if (bring.length === 0) return [];
  return [heading('要带的东西'), ...bring.map((thing) => left(`· ${thing}`)), RULE];
}
