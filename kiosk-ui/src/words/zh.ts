/**
 * Everything the screen says. Spoken language: verb first, at most two short sentences before an act,
 * what happened + what to do + whom to ask. A missing message does not compile.
 */
import type { Fault } from '#agent/contract/faults.ts';
import type { Pause } from '../visit/state.ts';
import { kept } from './kept.ts';
import type { Sentences } from './sentences.ts';

export const COUNT = ['零', '一', '两', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'];
const WEEKDAYS = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'];

const pauses: Record<Exclude<Pause, Fault>, Sentences> = {
  starting: {
    title: '马上就好',
    resident: '机器正在准备，请等一下。',
    staff: '正在连接读卡器和打印机。一分钟后还是这样，请看设备的线有没有插好。',
  },
  page_incomplete: {
    title: '暂停一下',
    resident: '屏幕没有取全，正在重新取。您先别放身份证。',
    staff: '屏幕的一部分没有取到，每隔几秒重取一次。一分钟后还是这样，请重启机器。',
  },
  agent_lost: {
    title: '暂停一下',
    resident: '机器出了点问题，正在自己恢复。您先别放身份证。',
    staff: '屏幕连不上设备程序，每隔几秒重连一次。一分钟后还是这样，请重启机器。',
  },
  agent_lost_with_paper: {
    title: '请看看出纸口',
    resident: '机器出了点问题。纸出来了就拿走，没出来就找工作人员。身份证别忘了拿。',
    staff: '打印途中屏幕和设备程序断开。重连以后请在后台看这张证明打出来没有。',
  },
};

export const zh = {
  title: '邻里自助服务',
  mark: '邻',
  place: '邻里',
  date: (iso: string) => {
    const [year, month, day] = iso.split('-').map(Number);
    return kept(`${year} 年 ${month} 月 ${day} 日`);
  },
  clock: (at: Date) => {
    const local = new Intl.DateTimeFormat('zh-CN', {
      timeZone: 'Asia/Shanghai',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    return local.format(at);
  },
  day: (at: Date) => {
    const shifted = new Date(at.getTime() + 8 * 3_600_000);
    const weekday = WEEKDAYS[shifted.getUTCDay()] ?? '';
    return `${shifted.getUTCMonth() + 1} 月 ${shifted.getUTCDate()} 日 ${weekday}`;
  },
  steps: (done: number, all: number) => `一共 ${all} 步，现在第 ${done} 步`,

  foot: {
    name: '随时可以按',
    help: '找人帮忙',
    larger: '大一点',
    smaller: '小一点',
    finish: '办完了',
    leave: '不等了',
  },
  help: {
    title: '找人帮忙',
    where: (place = '社区') => `请叫大厅里的工作人员，或者到${place}办公室。`,
    card: '身份证请随身拿好，别交给不认识的人。',
    close: '知道了，接着办',
  },

  idle: {
    pace: (seconds: number) => `从放卡到拿到纸，一般 ${seconds} 秒`,
    title: '请把身份证\n放在这里',
    lead: '放平，别拿走，屏幕会接着告诉您',
    steps: ['放身份证', '点两下', '拿证明'],
    clean: '办完以后，屏幕上不留您的信息',
    drawing: '身份证平放在读卡的地方',
  },
  forgotten: {
    title: '请先拿走\n这张卡',
    lead: '拿走以后，再放您的身份证',
    whose: '不是您的卡？',
    leave: '别翻看，请交给工作人员，或者叫他们过来拿。',
  },
  reading: {
    title: '正在看您的身份证',
    lead: '放着别动，一两秒就好',
    opening: '看好了，正在找您能办的事',
    slow: '网有点慢，正在再试一次',
  },
  lifted: '身份证拿走了。放回去接着办，不放就退出了。',

  fault: {
    staff: '给工作人员',
  },

  /** True of any trouble whose own words are not here yet. */
  trouble: {
    title: '机器出了点问题',
    resident: '请等一下，或找工作人员。',
    staff: '文字还没取到，请按代码查。',
  },
  pauses,
};
