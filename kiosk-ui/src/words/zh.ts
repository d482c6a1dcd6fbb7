/**
 * Everything the screen says. Spoken language: verb first, at most two short sentences before an act,
 * what happened + what to do + whom to ask. A missing message does not compile.
 */
import type { Fault } from '#agent/contract/faults.ts';
import type { Pause } from '../visit/state.ts';
import { kept } from './kept.ts';
import type { Sentences } from './sentences.ts';

const COUNT = ['零', '一', '两', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'];
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
  scanned: {
    checking: '正在查这张证明',
    wait: '一两秒就好',
    close: '看完了',
  },
  reading: {
    title: '正在看您的身份证',
    lead: '放着别动，一两秒就好',
    opening: '看好了，正在找您能办的事',
    slow: '网有点慢，正在再试一次',
  },
  lifted: '身份证拿走了。放回去接着办，不放就退出了。',

  home: {
    title: (name: string) => `${name}，您好`,
    photo: '证件照片',
    lead: '今天可以帮您办这些',
    leadOne: '今天可以帮您办这件事',
    touch: '点这里',
    leadNotYet: '点开看看，还差什么、该找谁',
    ready: '马上能打印',
    paper: '一页纸，免费，大约 20 秒',
    notYet: '看看还差什么',
    notYetBadge: '今天还开不了',
    ask: '看看该问谁',
    askBadge: '还查不清楚',
    waitBadge: '要等一等',
    offBadge: '这里办不了',
    noPrinter: '这台机器没有打印机',
    nothing: '这台机器今天没有您能办的事，请找工作人员。',
    unreceived: (title: string) => `补打${title}`,
    unreceivedBadge: { not_printed: '上次没打成', uncertain: '上次的拿到了吗' },
    unreceivedSays: '不用重新办，免费',
  },
  confirm: {
    title: '打印这张证明吗？',
    who: '给谁',
    self: (name: string) => `${name}（您本人）`,
    says: '证明',
    seal: '盖章',
    good: '有效',
    days: (days: number) => `${days} 天`,
    fee: '费用',
    free: '免费',
    purpose: '用来做什么',
    print: '打印',
    back: '不打了，回去',
    preview: '证明的样子',
  },
  printing: {
    making: '正在做您的证明',
    printing: '正在打印',
    blocked: '还没打出来',
    lead: '大约 20 秒，请等一下',
    again: '网有点慢，正在再试一次',
    wait: '已经去叫工作人员的话，请在这里等。弄好了会自己接着打。',
    steps: ['做证明、盖章', '送到打印机', '出纸'],
    stepDone: '好了',
    staff: '给工作人员',
  },
  take: {
    title: (things: number) => `好了，请取走${things > 1 ? `${COUNT[things]}样东西` : '证明'}`,
    titleCard: '别忘了身份证',
    paper: '证明',
    paperPlace: '下面出纸口',
    slip: '小票',
    slipPlace: '小票口',
    slipComing: '马上出来',
    slipFailed: '小票没打出来，不影响这张证明。',
    card: '身份证',
    cardPlace: '读卡的地方',
    cardTaken: '已经拿走了',
    lead: '纸上的码能证明它是真的，别人扫一下就知道。',
    others: '出纸口可能还有别人的纸。看清名字再拿，别人的请交给工作人员。',
    more: '接着办别的事',
  },
  done: {
    title: '办好了，慢走',
    bye: '您慢走',
    lead: '您的信息已经从屏幕上清掉了。',
    offTitle: '这次没打出来',
    off: '机器不再等了，弄好后请再来一次。纸要是后来出来了，工作人员会收好。',
    card: '身份证还在读卡的地方，请拿好。',
  },
  no: {
    title: '今天还开不了',
    months: (left: number) => `还差${COUNT[left] ?? left}个月`,
    have: (months: number) => `您登记了 ${months} 个月`,
    need: (months: number) => `需要 ${months} 个月`,
    come: (date: string) => `${date}以后再来`,
    since: (date: string) => `从 ${date}登记的那天算起`,
    next: '现在您可以这样做',
    who: (who: string) => (/^\w/u.test(who) ? `找 ${who}` : `找${who}`),
    unknownTitle: '查不到',
    unknown: '机器查不清楚，不是说您不能办。请当面问一问。',
    ask: '可以问',
    other: '办别的事',
    back: '回去',
    progress: '已经住了多久',
  },
  still: {
    title: '您还在吗？',
    lead: '没人的话，屏幕会把您的信息清掉。',
    left: (seconds: number) => `${seconds} 秒`,
    on: '我在，接着办',
    off: '办完了，退出',
  },
  fault: {
    staff: '给工作人员',
    again: '再试一次',
    came: '纸出来了',
    copy: '没出来，再打一份',
    copyOnly: '再打一份',
    skip: '不打了',
    other: '办别的事',
    earlier: {
      // The printer may have said so, or staff who found no paper or a spoiled one: true of each.
      not_printed: { title: '上次那张没打成', lead: '现在可以再打一份，不用重新办。' },
      uncertain: { title: '上次那张，您拿到了吗？', lead: '上次打印时断了消息，机器不知道纸有没有出来。' },
      got: '拿到了',
      copy: '没拿到，再打一份',
    },
    note: '再打一份会换一个新的份号，前面那份就不作数了。',
  },

  /** True of any trouble whose own words are not here yet. */
  trouble: {
    title: '机器出了点问题',
    resident: '请等一下，或找工作人员。',
    staff: '文字还没取到，请按代码查。',
  },
  pauses,
};
