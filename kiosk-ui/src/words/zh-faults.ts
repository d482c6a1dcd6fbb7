/** What the agent's faults mean to the resident; staff read device-agent/contract/staff-words.ts. */
import type { Fault } from '#agent/contract/faults.ts';
import type { Told } from './sentences.ts';

export const cardAndMachine: Record<Fault, Told> = {
  reader_absent: {
    title: '读卡器没接好',
    resident: '现在读不了卡。请拿好身份证，到窗口办。',
  },
  reader_silent: {
    title: '读卡器没有反应',
    resident: '现在读不了卡。请拿好身份证，到窗口办。',
  },
  reader_damaged_answer: {
    title: '没看清楚',
    resident: '请把身份证拿起来，再放一次。',
  },
  reader_refused_command: {
    title: '读卡器不听使唤',
    resident: '请把身份证拿起来，再放一次。不行就到窗口办。',
  },
  reader_error: {
    title: '没看清楚',
    resident: '请把身份证拿起来，再放一次。不行就到窗口办。',
  },
  sam_failed: {
    title: '读卡器坏了',
    resident: '现在读不了卡。请拿好身份证，到窗口办。',
  },
  sam_not_authorised: {
    title: '读卡器还不能用',
    resident: '现在读不了卡。请拿好身份证，到窗口办。',
  },
  card_removed_in_find: {
    title: '卡刚放上就拿开了',
    resident: '请再放一次，放平别动，等屏幕说好了再拿。',
  },
  card_removed_in_select: {
    title: '拿得太快了',
    resident: '请再放一次，放平别动，等屏幕说好了再拿。',
  },
  card_collision: {
    title: '请只放一张卡',
    resident: '把身份证单独拿出来，平放在这里。卡套、钱包先拿开。',
  },
  card_removed_in_read: {
    title: '还没读完就拿开了',
    resident: '请再放一次，放平别动，等屏幕说好了再拿。',
  },
  card_refused: {
    title: '这张卡读不了',
    resident: '请拿起来，再放一次。不行就到窗口办。',
  },
  card_suspect: {
    title: '这张卡要当面看看',
    resident: '请带着身份证到窗口，请工作人员看一看。',
  },
  card_not_identity: {
    title: '这不是身份证',
    resident: '请换成身份证，平放在这里。',
  },
  card_unreadable: {
    title: '这张卡读不出来',
    resident: '请擦一擦，再放一次。不行就到窗口办。',
  },
  card_kind_unsupported: {
    title: '这种证件还不能刷',
    resident: '请到窗口办，工作人员会帮您。',
  },
  order_altered: {
    title: '没有打印',
    resident: '机器收到的东西对不上，为了安全没有打。请找工作人员。',
  },
  order_expired: {
    title: '没有打印',
    resident: '等得太久，这次不作数了。请按“办完了”，再刷一次身份证。',
  },
  order_replayed: {
    title: '没有再打',
    resident: '这一份已经打过了。没拿到的话，请找工作人员。',
  },
  order_for_another_kiosk: {
    title: '没有打印',
    resident: '这张证明该在别的机器上打。请找工作人员。',
  },
  document_unavailable: {
    title: '没有打印',
    resident: '证明没取到，纸没有出来。请过一会儿再来，或找工作人员。',
  },
  document_altered: {
    title: '没有打印',
    resident: '证明对不上，为了安全没有打。请找工作人员。',
  },
  not_printed: {
    title: '没打出来',
    resident: '机器确定纸没有出来。可以再打一份。',
  },
  print_uncertain: {
    title: '纸出来了吗？',
    resident: '机器不知道纸有没有出来。请看看出纸口，再告诉我们。',
  },
  paper_left: {
    title: '纸还在出纸口',
    resident: '请把纸拿走，收好。',
  },
  server_unreachable: {
    title: '网断了',
    resident: '现在连不上社区的系统，没有打印任何东西。请过一会儿再来。',
  },
  disk_full: {
    title: '没有打印',
    resident: '机器出了点问题，纸没有出来。请找工作人员。',
  },
};
