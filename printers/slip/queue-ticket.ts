/** 排队号: the number is read from across the hall, so nothing else on it is large. */
import type { CivilMoment } from '../civil-words.ts';
import type { Slip } from './slip.ts';
import { centred, left, RULE } from './slip-lines.ts';

export interface QueueTicket {
  /** e.g. 红旗社区便民服务大厅 */
  readonly hall: string;
  /** At most eight characters, or it wraps on narrow paper. e.g. A017 */
  readonly number: string;
  /** What it is for, e.g. 社保医保 */
  readonly service: string;
  /** How many people come before. */
  readonly ahead: number;
  readonly takenAt: CivilMoment;
}

export function queueTicket({ hall, number, service, ahead, takenAt }: QueueTicket): Slip {
  return {
    lines: [
      centred(hall),
      { kind: 'feed' },
      centred(number, 'quadruple'),
      { kind: 'feed' },
      centred(service, 'double'),
      RULE,
      { kind: 'pair', name: '前面还有', value: ahead === 0 ? '没有人' : `${ahead} 人` },
      { kind: 'pair', name: '取号时间', value: `${takenAt.date} ${takenAt.time}` },
      RULE,
      left('请坐着等，叫到号再过来。'),
      left('没听见、过了号，到服务台说一声。'),
      { kind: 'feed' },
    ],
  };
}
