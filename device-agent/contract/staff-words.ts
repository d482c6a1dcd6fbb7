/**
 * What staff read of each trouble, on the screen, in the console and from the doctor: what it is, then what to do.
 * Whole sentences, so that several can stand one after another. A trouble without words does not compile.
 */
import type { Fault } from './faults.ts';
import type { Condition } from './messages.ts';

export const staffFaults: Readonly<Record<Fault, string>> = {
  reader_absent: '没找到读卡器。看线有没有插好；插好后会自己恢复。',
  reader_silent: '读卡器接着但不回话。拔下来等十秒再插上。',
  reader_damaged_answer: '读卡器的回话有损坏。常有的话，换一根短一点的线。',
  reader_refused_command: '读卡器不认这条命令，可能型号不对。请报修。',
  reader_error: '读卡器报告出错。拔下来等十秒再插上；还不行请报修。',
  sam_failed: '读卡器里的安全模块自检不过，要换读卡器。请报修。',
  sam_not_authorised: '读卡器里的安全模块没有授权。请联系读卡器的供应商。',
  card_removed_in_find: '卡刚碰到读卡器就拿开了，没有读取任何内容。',
  card_removed_in_select: '卡放上不到一秒就拿开了，没有读取任何内容。',
  card_removed_in_read: '读到一半卡被拿走，没有办任何事。',
  card_collision: '读卡器找到了卡，但选不中。看是不是两张卡叠在一起，或没有放平。',
  card_refused: '卡拒绝了读取。换个角度再放；还不行，卡里的芯片可能坏了。',
  card_suspect: '卡里的内容前后对不上。请当面核对证件。',
  card_not_identity: '放上来的是别的卡，没有读取任何内容。',
  card_unreadable: '卡在读卡器上，但读不出内容。卡里的芯片可能坏了。',
  card_kind_unsupported: '卡里写的证件种类本机不认。请在柜台办；报修时说明是哪种证件。',
  order_altered: '打印指令的签名对不上，没有打印。请报修。',
  order_expired: '打印指令过了时限，没有打印。看机器的时间准不准。',
  order_replayed: '同一张打印指令来了第二次，没有再打。',
  order_for_another_kiosk: '打印指令写的是另一台机器，没有打印。',
  document_unavailable: '从服务器取不到要打的文件，没有打印。看网络通不通。',
  document_altered: '取到的文件和打印指令写的不一样，没有打印。请报修。',
  not_printed: '这一份没有打成，不作数。先看打印机，再让居民重打。',
  print_uncertain: '打印途中断了消息，出没出纸只能靠眼睛看。',
  paper_left: '纸打出来了，可能没人拿走。去出纸口看看，别让下一位拿错。',
  server_unreachable: '连不上服务器。看网线和路由器；通了会自己恢复。',
  disk_full: '磁盘满了，打印任务记不下来，所以没有打印。请报修。',
};

/** Said of the A4 printer and of the slip printer alike; which one it is stands beside it. */
export const staffConditions: Readonly<Record<Condition, string>> = {
  offline: '没有回答。看电源和线；连上后会自己接着打。',
  cover_open: '盖子开着。合上盖子，听到咔哒一声；会自己接着打。',
  jam: '卡纸了。打开盖子，顺着出纸的方向慢慢抽出卡住的纸，再合上。',
  paper_out: '没纸了。加纸；会自己接着打，不用重来。',
  cutter_fault: '切刀卡住了。断电，清掉切刀处的碎纸，等十秒再开。',
  toner_empty: '墨粉用完了。换一个墨粉盒；会自己接着打，不用重来。',
  output_full: '出纸口满了。拿走出纸口的纸；会自己接着打。',
  overheat: '太热了。看散热口有没有挡住；凉了会自己接着打。',
  device_fault: '自己报了故障。看面板上的提示；还不行，断电等十秒再开，再不行请报修。',
  paper_waiting: '出纸口还有一张纸没拿走。请取走收好，联系本人；拿走后会自己接着打。',
  paper_low: '纸不多了。请准备加纸。',
  toner_low: '墨粉不多了。请备好墨粉盒。',
};
