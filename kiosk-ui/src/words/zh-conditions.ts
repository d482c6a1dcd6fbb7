/** What a printer lacks, said to the resident who waits; staff read device-agent/contract/staff-words.ts. */
import type { Condition } from '../visit/machine.ts';

export const shortages: Record<Condition | 'busy', string> = {
  busy: '打印机在忙别的，马上就轮到您。',
  offline: '打印机连不上，请叫一下工作人员。',
  cover_open: '打印机的盖子开着，请叫一下工作人员。',
  jam: '打印机卡纸了，请叫一下工作人员。',
  paper_out: '打印机没纸了，请叫一下工作人员。',
  cutter_fault: '打印机的切刀卡住了，请叫一下工作人员。',
  toner_empty: '打印机没碳粉了，请叫一下工作人员。',
  output_full: '出纸口满了，请叫一下工作人员。',
  overheat: '打印机太热，正在歇一歇。',
  device_fault: '打印机出了点问题，请叫一下工作人员。',
  paper_waiting: '出纸口还有一张纸。是您的请拿走，不是您的请叫一下工作人员。',
  paper_low: '打印机的纸不多了。',
  toner_low: '打印机的碳粉不多了。',
};
