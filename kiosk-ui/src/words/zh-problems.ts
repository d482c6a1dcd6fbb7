/** What the server's refusals mean to whoever stands before the machine. */
import type { ProblemCode } from '#server/contract/problems.ts';
import type { Sentences } from './sentences.ts';

const CALL = '请联系维护人员';
/** Things only a wrong version or a wrong installation can cause. */
const MISMATCH: Sentences = {
  title: '机器出了点问题',
  resident: '没有打印任何东西。请到窗口办。',
  staff: `屏幕和服务器的版本可能不一样。${CALL}。`,
};

export const fromServer: Record<ProblemCode, Sentences> = {
  malformed: MISMATCH,
  not_found: MISMATCH,
  too_large: MISMATCH,
  too_many_requests: {
    title: '办的人太多',
    resident: '请过一分钟再来。',
    staff: '服务器忙，正在限流。一会儿会自己恢复。',
  },
  proof_invalid: {
    title: '机器出了点问题',
    resident: '没有打印任何东西。请到窗口办。',
    staff: `服务器不认这台机器的签名。看机器的时间准不准。${CALL}。`,
  },
  kiosk_unknown: {
    title: '这台机器还没登记',
    resident: '没有打印任何东西。请到窗口办。',
    staff: '请在后台登记这台机器。',
  },
  code_unknown: {
    title: '这台机器还没登记',
    resident: '没有打印任何东西。请到窗口办。',
    staff: '登记码不对或用过了，请在后台重新要一个。',
  },
  assertion_invalid: {
    title: '请再放一次身份证',
    resident: '拿起来，再平放上去。不行就到窗口办。',
    staff: '服务器没认这次刷卡。常有的话，看机器的时间准不准。',
  },
  assertion_replayed: {
    title: '请再放一次身份证',
    resident: '上一次已经办完了。拿起来，再平放上去。',
    staff: '同一次刷卡只能用一回，这样才安全。',
  },
  visit_over: {
    title: '时间到了',
    resident: '为了安全，要重新开始。请按“办完了”，再放一次身份证。',
    staff: '这一次办理过了时限，没有打印。',
  },
  level_too_low: {
    title: '这件事要到窗口办',
    resident: '只刷身份证还不够，窗口会帮您核对。',
    staff: '这个事项要更高的核对级别。',
  },
  not_eligible: {
    title: '今天还开不了',
    resident: '条件还没到。请找工作人员问一问。',
    staff: '规则判断为不符合。详情在后台的办件里。',
  },
  glyphs_missing: {
    title: '有个字打不出来',
    resident: '您名字或地址里有个生僻字，机器打不准。请到窗口办。',
    staff: `字库里缺字，为了不打错就没有打。${CALL}补字库。`,
  },
  text_too_long: {
    title: '字太多，一页印不下',
    resident: '您的名字或地址太长，一张纸印不下。没有打印任何东西。请到窗口办。',
    staff: '证明只有一页，缩小字号也放不下，所以没有打。请看登记的地址对不对，再到窗口办。',
  },
  copy_still_live: {
    title: '前一份还算数',
    resident: '系统里前一份还没作废，不能再打。请找工作人员。',
    staff: '打印机还没说清前一份的结果。请看出纸口和打印机，再到后台处理。',
  },
  not_in_doubt: {
    title: '这一份已经记下了',
    resident: '不用再说一遍。没拿到的话，请找工作人员。',
    staff: '这一份出没出纸，机器或别人已经说过，以先说的为准。',
  },
  request_differs: MISMATCH,
  database_unavailable: {
    title: '系统正在忙',
    resident: '没有打印任何东西。请过一会儿再来。',
    staff: '服务器的数据库连不上，一会儿会自己恢复。',
  },
  internal: {
    title: '系统出了点问题',
    resident: '没有打印任何东西。请过一会儿再来，或到窗口办。',
    staff: `服务器出错，记录里有详情。${CALL}。`,
  },
};
