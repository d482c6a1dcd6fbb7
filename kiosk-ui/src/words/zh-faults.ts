/** What the agent's faults mean to whoever stands before the machine. */
import type { Fault } from '#agent/contract/faults.ts';
import type { Sentences } from './sentences.ts';

export const cardAndMachine: Record<Fault, Sentences> = {
  reader_absent: {
    title: '读卡器没接好',
    resident: '现在读不了身份证，请到窗口办。',
    staff: '没找到读卡器。看 USB 或串口线有没有松，插好后会自己恢复。',
  },
  reader_silent: {
    title: '读卡器没有反应',
    resident: '现在读不了身份证，请到窗口办。',
    staff: '读卡器接着但不回话。拔下来等 5 秒再插上。',
  },
  reader_damaged_answer: {
    title: '没看清楚',
    resident: '请把身份证拿起来，再放一次。',
    staff: '读卡器的回话有损坏。常有的话，换一根短一点的线。',
  },
  reader_refused_command: {
    title: '读卡器不听使唤',
    resident: '请把身份证拿起来，再放一次。不行就到窗口办。',
    staff: '读卡器不认这条命令，可能型号不对。请联系维护人员。',
  },
  reader_error: {
    title: '没看清楚',
    resident: '请把身份证拿起来，再放一次。不行就到窗口办。',
    staff: '读卡器报告出错。常有的话，拔下来等 5 秒再插上。',
  },
  sam_failed: {
    title: '读卡器坏了',
    resident: '现在读不了身份证，请到窗口办。',
    staff: '读卡器里的安全模块自检不过，要换读卡器。请联系维护人员。',
  },
  sam_not_authorised: {
    title: '读卡器还不能用',
    resident: '现在读不了身份证，请到窗口办。',
    staff: '读卡器里的安全模块没有授权。请联系供应商授权。',
  },
  card_removed: {
    title: '拿得太快了',
    resident: '请再放一次，放平别动，屏幕会告诉您。',
    staff: '读到一半卡被拿走，没有办任何事。',
  },
  card_refused: {
    title: '这张卡读不了',
    resident: '请拿起来，再放一次。不行就到窗口办。',
    staff: '卡拒绝了读取。换个角度再放；还不行，卡里的芯片可能坏了。',
  },
  card_suspect: {
    title: '这张卡要当面看看',
    resident: '请带着身份证到窗口，请工作人员看一看。',
    staff: '卡里的内容前后对不上。请当面核对证件。',
  },
  card_not_identity: {
    title: '这不是身份证',
    resident: '请换成身份证，平放在这里。',
    staff: '放上来的是别的卡，没有读取任何内容。',
  },
  card_unreadable: {
    title: '这张卡读不出来',
    resident: '请擦一擦，再放一次。不行就到窗口办。',
    staff: '卡在读卡器上，但读不出内容。卡里的芯片可能坏了。',
  },
  card_kind_unsupported: {
    title: '这种证件还不能刷',
    resident: '请到窗口办，工作人员会帮您。',
    staff: '这台机器现在只认内地居民身份证。',
  },
  order_altered: {
    title: '没有打印',
    resident: '机器收到的东西对不上，为了安全没有打。请找工作人员。',
    staff: '打印指令的签名对不上，没有打印。请联系维护人员。',
  },
  order_expired: {
    title: '没有打印',
    resident: '等得太久，这次不作数了。请按“办完了”，再刷一次身份证。',
    staff: '打印指令过了时限，没有打印。看机器的时间准不准。',
  },
  order_replayed: {
    title: '没有再打',
    resident: '这一份已经打过了。没拿到的话，请找工作人员。',
    staff: '同一张打印指令来了第二次，没有再打。',
  },
  order_for_another_kiosk: {
    title: '没有打印',
    resident: '这张证明该在别的机器上打。请找工作人员。',
    staff: '打印指令写的是另一台机器，没有打印。',
  },
  document_unavailable: {
    title: '没有打印',
    resident: '证明没取到，纸没有出来。请过一会儿再来，或找工作人员。',
    staff: '从服务器取不到要打的文件，没有打印。看网络通不通。',
  },
  document_altered: {
    title: '没有打印',
    resident: '证明对不上，为了安全没有打。请找工作人员。',
    staff: '取到的文件和打印指令写的不一样，没有打印。请联系维护人员。',
  },
  not_printed: {
    title: '没打出来',
    resident: '机器确定纸没有出来。可以再打一份。',
    staff: '打印机证实没有出纸。先看打印机，再让居民重打。',
  },
  print_uncertain: {
    title: '纸出来了吗？',
    resident: '机器不知道纸有没有出来。请看看出纸口，再告诉我们。',
    staff: '打印途中断了消息，出没出纸只能靠眼睛看。',
  },
  server_unreachable: {
    title: '网断了',
    resident: '现在连不上社区的系统，没有打印任何东西。请过一会儿再来。',
    staff: '连不上服务器。看网线和路由器，通了会自己恢复。',
  },
  disk_full: {
    title: '没有打印',
    resident: '机器出了点问题，纸没有出来。请找工作人员。',
    staff: '磁盘满了，打印任务记不下来，所以没有打印。请联系维护人员。',
  },
};
