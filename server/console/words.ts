/** What staff read here: each trouble has a sentence and a next step, for printers those of device-agent/contract/staff-words.ts. */
import type { Fault } from '#agent/contract/faults.ts';
import type { Condition, DeviceState } from '#agent/contract/messages.ts';
import { staffConditions } from '#agent/contract/staff-words.ts';

/** `ok` fine, `off` silent, `warn` soon somebody's work, `bad` somebody's work now. */
export type Mood = 'ok' | 'off' | 'warn' | 'bad';

export interface Trouble {
  readonly mood: Mood;
  readonly says: string;
  readonly next: string;
}

const bad = (says: string, next: string): Trouble => ({ mood: 'bad', says, next });
const warn = (says: string, next: string): Trouble => ({ mood: 'warn', says, next });

/** A staff sentence is what it is, then what to do. */
function troubleIn(mood: Mood, sentence: string): Trouble {
  const [says = '', ...next] = sentence.split('。');
  return { mood, says, next: next.filter((step) => step !== '').join('；') };
}

const SOON: ReadonlySet<string> = new Set<Condition>(['paper_low', 'toner_low']);
/** A paper that lies there names somebody, and the printer starts no other before it is gone. */
const LEFT = {
  paper_waiting: bad('有纸没拿走', '去出纸口取走收好，等本人来拿；纸还在，下一份就打不了'),
  paper_left: warn(
    '可能有纸没拿走',
    '去出纸口看看，有就收好，等本人来拿；看过以后，把打印机的盖子开合一次，这一条就没了',
  ),
};
const PRINTER = {
  ...Object.fromEntries(
    Object.entries(staffConditions).map(([code, sentence]) => [
      code,
      troubleIn(SOON.has(code) ? 'warn' : 'bad', sentence),
    ]),
  ),
  ...LEFT,
};
/** Said after the name of the reader, which stands in the sentences for everywhere else. */
const READER = {
  reader_absent: bad('没接上', '看读卡器的线插好没有'),
  reader_silent: bad('不回答', '拔下来，等十秒，再插上'),
  reader_damaged_answer: bad('回答是乱的', '换一根线，或者换一个口'),
  reader_refused_command: bad('不听命令', '型号可能不对，报修'),
  reader_error: bad('自己报了错', '拔下来，等十秒，再插上；还不行就报修'),
  sam_failed: bad('安全模块坏了', '换一台读卡器'),
  sam_not_authorised: bad('安全模块没有授权', '找读卡器的供应商'),
} as const satisfies Record<Extract<Fault, `reader_${string}` | `sam_${string}`>, Trouble>;

const TROUBLES: Readonly<Record<Exclude<DeviceName, 'scanner'>, Readonly<Record<string, Trouble>>>> = {
  reader: READER,
  page: {
    ...PRINTER,
    paper_out: bad('没纸了', '放一包 A4 纸'),
    paper_low: warn('纸不多了', '今天备一包 A4 纸'),
  },
  slip: {
    ...PRINTER,
    paper_out: bad('没纸了', '换一卷小票纸，和原来的一样宽'),
    paper_low: warn('纸不多了', '今天备一卷小票纸，和原来的一样宽'),
  },
};

export type DeviceName = 'reader' | 'scanner' | 'page' | 'slip';
export const NAMES: Readonly<Record<DeviceName, string>> = {
  reader: '读卡器',
  scanner: '扫码器',
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
export function troubleOf(device: Exclude<DeviceName, 'scanner'>, code: string): Trouble {
  return TROUBLES[device][code] ?? warn(`报了“${code}”`, '把这个词告诉维护的人');
}

export function stateOf(state: string): Trouble {
  return (
    (STATES as Readonly<Record<string, Trouble>>)[state] ?? warn(`报了“${state}”`, '把这个词告诉维护的人')
  );
}

/** Certificates can be had without a scanner: its trouble is never the most urgent. */
export function scannerStateOf(state: string): Trouble {
  const { mood, says, next } = stateOf(state);
  return { mood: mood === 'bad' ? 'warn' : mood, says, next };
}

export const NEVER_SEEN: Trouble = {
  mood: 'off',
  says: '还没连过',
  next: '在机器上看设备程序开了没有，服务器地址对不对',
};
export const LOST_NEXT = '去看机器有没有电，网线松了没有';
export const UNCERTAIN_NEXT =
  '先到出纸口找：找到了交给本人；找不到，请本人再刷卡补打。补打的一份有新的份号，扫码只认新的那份。';
