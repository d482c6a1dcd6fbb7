/** What a printer lacks, said to the resident who waits and to whoever mends it. */
import type { Condition } from '../visit/machine.ts';
import type { Shortage } from './sentences.ts';

export const shortages: Record<Condition | 'busy', Shortage> = {
  busy: {
    resident: '打印机在忙别的，马上就轮到您。',
    staff: '打印机正在打别人的东西。等它打完，会自己接着打。',
  },
  offline: {
    resident: '打印机连不上，请叫一下工作人员。',
    staff: '看打印机的电源和网线。连上后会自己接着打。',
  },
  cover_open: {
    resident: '打印机的盖子开着，请叫一下工作人员。',
    staff: '合上盖子，听到咔哒一声。会自己接着打，不用重来。',
  },
  jam: {
    resident: '打印机卡纸了，请叫一下工作人员。',
    staff: '打开盖子，顺着出纸方向抽出卡住的纸，再合上。',
  },
  paper_out: {
    resident: '打印机没纸了，请叫一下工作人员。',
    staff: '给纸盒加纸。会自己接着打，不用重来。',
  },
  cutter_fault: {
    resident: '打印机的切刀卡住了，请叫一下工作人员。',
    staff: '关电，拨开切刀，清掉碎纸，再开机。',
  },
  toner_empty: {
    resident: '打印机没碳粉了，请叫一下工作人员。',
    staff: '换一个碳粉盒。会自己接着打，不用重来。',
  },
  output_full: {
    resident: '出纸口满了，请叫一下工作人员。',
    staff: '拿走出纸口的纸。会自己接着打，不用重来。',
  },
  overheat: {
    resident: '打印机太热，正在歇一歇。',
    staff: '等几分钟，凉了会自己接着打。看通风口有没有挡住。',
  },
  device_fault: {
    resident: '打印机出了点问题，请叫一下工作人员。',
    staff: '看打印机面板上的提示。弄好后会自己接着打。',
  },
  paper_low: { resident: '打印机的纸不多了。', staff: '纸快用完，请准备加纸。' },
  toner_low: { resident: '打印机的碳粉不多了。', staff: '碳粉快用完，请准备换。' },
};
