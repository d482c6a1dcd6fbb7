/** What staff read: each trouble has a sentence and a next step. A trouble without words does not compile. */
import type { InferOutput } from 'valibot';
import type { Fault } from '#agent/contract/faults.ts';
import type { condition, DeviceState } from '#agent/contract/messages.ts';

type Condition = InferOutput<typeof condition>;
type ReaderFault = Extract<Fault, `reader_${string}` | `sam_${string}`>;

/** `ok` fine, `off` silent, `warn` soon somebody's work, `bad` somebody's work now. */
export type Mood = 'ok' | 'off' | 'warn' | 'bad';

export interface Trouble {
  readonly mood: Mood;
  readonly says: string;
  readonly next: string;
}

const bad = (says: string, next: string): Trouble => ({ mood: 'bad', says, next });
const warn = (says: string, next: string): Trouble => ({ mood: 'warn', says, next });

const PRINTER = {
  offline: bad('没有回答', '看打印机开了没有，线插好没有'),
  cover_open: bad('盖子开着', '把盖子合上'),
  jam: bad('纸卡住了', '打开盖子，顺着出纸的方向慢慢抽出来'),
  paper_out: bad('没纸了', '放一包 A4 纸'),
  cutter_fault: bad('切刀不动了', '断电，取出切刀旁的碎纸，再开'),
  toner_empty: bad('碳粉用完了', '换一个碳粉盒'),
  output_full: bad('出纸口堆满了', '把出纸口的纸拿走'),
  overheat: bad('太热了', '等十分钟，看散热口挡住没有'),
  device_fault: bad('自己报了故障', '断电重开；还不行就报修'),
  paper_low: warn('纸不多了', '今天备一包 A4 纸'),
  toner_low: warn('碳粉不多了', '备一个碳粉盒'),
} as const satisfies Record<Condition, Trouble>;

const SLIP = {
  ...PRINTER,
  offline: bad('没有回答', '看小票机开了没有，线插好没有'),
  paper_out: bad('没纸了', '换一卷 80 毫米小票纸'),
  paper_low: warn('纸不多了', '今天备一卷 80 毫米小票纸'),
} as const satisfies Record<Condition, Trouble>;

const READER = {
  reader_absent: bad('没接上', '看读卡器的线插好没有'),
  reader_silent: bad('不回答', '拔下来，等十秒，再插上'),
  reader_damaged_answer: bad('回答是乱的', '换一根线，或者换一个口'),
  reader_refused_command: bad('不听命令', '型号可能不对，报修'),
  reader_error: bad('自己报了错', '拔下来，等十秒，再插上；还不行就报修'),
  sam_failed: bad('安全模块坏了', '换一台读卡器'),
  sam_not_authorised: bad('安全模块没有授权', '找读卡器的厂家'),
} as const satisfies Record<ReaderFault, Trouble>;

const TROUBLES: Readonly<Record<DeviceName, Readonly<Record<string, Trouble>>>> = {
  reader: READER,
  page: PRINTER,
  slip: SLIP,
};

export type DeviceName = 'reader' | 'page' | 'slip';
export const NAMES: Readonly<Record<DeviceName, string>> = {
  reader: '读卡器',
  page: 'A4 打印机',
  slip: '小票机',
};

/** What a device says of itself when it names no trouble. */
const STATES = {
  absent: bad('找不到', '看线插好没有，电源开了没有'),
  opening: warn('正在连上', '等一分钟；还是这样就断电重开'),
  initialising: warn('正在准备', '等一分钟；还是这样就断电重开'),
  ready: { mood: 'ok', says: '好的', next: '' },
  busy: { mood: 'ok', says: '正在用', next: '' },
  degraded: warn('能用，但不大好', '有空去看一眼'),
  lost: bad('断了', '看线插好没有，电源开了没有'),
  backoff: bad('断了，正在重连', '看线插好没有，电源开了没有'),
} as const satisfies Record<DeviceState, Trouble>;

/** A newer agent may name troubles that this page does not know: then the word itself is shown. */
export function troubleOf(device: DeviceName, code: string): Trouble {
  return TROUBLES[device][code] ?? warn(`报了“${code}”`, '把这个词告诉维护的人');
}

export function stateOf(state: string): Trouble {
  return (
    (STATES as Readonly<Record<string, Trouble>>)[state] ?? warn(`报了“${state}”`, '把这个词告诉维护的人')
  );
}

export const NEVER_SEEN: Trouble = {
  mood: 'off',
  says: '还没连过',
  next: '在机器上看设备程序开了没有，服务器地址对不对',
};
export const LOST_NEXT = '去看机器有没有电，网线松了没有';
export const UNCERTAIN_NEXT =
  '先到出纸口找：找到了交给本人；找不到，请本人再刷卡补打。补打的一份有新的份号，扫码只认新的那份。';
