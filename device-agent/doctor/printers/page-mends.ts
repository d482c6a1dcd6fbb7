/** What the technician does about an A4 printer that is well and yet not fit for certificates. */

import { type Unfit, whyUnfit } from '#printers/ipp/fitness.ts';
import { addressBehind } from '#printers/ipp/queue.ts';
import type { PrinterDescription } from '#printers/ipp/told/description.ts';
import type { Finding, Mend } from '../finding.ts';
import { NO_PDF } from '../mends.ts';

type Judged = Pick<Finding, 'verdict' | 'says' | 'mend'>;

const PDF = 'application/pdf';
/** CUPS: what fails is given up, and nothing is printed again unless we say so. */
const abortJob = (queue: string) => `sudo lpadmin -p ${queue} -o printer-error-policy=abort-job`;

/** Nothing may be printed by it as it is. */
export function whyNotToUse(told: PrinterDescription, url: string): Judged | undefined {
  const unfit = whyUnfit(told, PDF);
  return unfit && { verdict: 'wrong', ...unfitFor(unfit, queueIn(url)) };
}

function unfitFor(unfit: Unfit, queue: string): Pick<Judged, 'says' | 'mend'> {
  switch (unfit) {
    case 'no_format':
      return NO_PDF;
    case 'no_jobs':
      return {
        says: '不会先建任务再收文件（Create-Job、Send-Document），打到哪里说不清，不用它',
        mend: { todo: '升级打印机固件；或在 CUPS 里给它建一个队列，url 写队列的地址' },
      };
    case 'prints_again':
      return {
        says: 'CUPS 队列设成了出错自动重打，一份证明会打成两份，不用它',
        mend: { todo: '改成出错就放弃，要不要重打由邻里问人', run: abortJob(queue) },
      };
    default:
      return unfit satisfies never;
  }
}

/** It prints; what will trouble people one day. */
export function whatToMend({ a4, queue }: PrinterDescription, url: string): Judged | undefined {
  const found = queue && doubtOf(queue, queueIn(url));
  if (found) return { verdict: 'warning', ...found };
  return a4 === 'missing' ? { verdict: 'warning', ...OTHER_PAPER } : undefined;
}

function doubtOf(
  queue: NonNullable<PrinterDescription['queue']>,
  name: string,
): { says: string; mend: Mend } | undefined {
  if (queue.errorPolicy === 'stop-printer')
    return {
      says: '能用；CUPS 队列出一次错就停下，等人来开',
      mend: { todo: '改成出错就放弃', run: abortJob(name) },
    };
  return addressBehind(queue) === undefined ? HANDS_OVER : undefined;
}

const HANDS_OVER = {
  says: '能用；可 CUPS 只管交出去，问不到纸出来没有，每份都要问居民',
  mend: { todo: '打印机会 IPP 的，把队列改成直接指它的地址（USB 的先装 ipp-usb）：lpadmin -v ipp://…' },
} as const;
const OTHER_PAPER = {
  says: '能用；可它说纸盒里没有 A4',
  mend: { todo: '纸盒里放的是 A4，就在打印机面板上把纸盒的纸张也设成 A4' },
} as const;

/** `ipp://127.0.0.1/printers/kiosk` is the queue `kiosk`. What a shell would read otherwise is no name to be pasted. */
function queueIn(url: string): string {
  const name = new URL(url).pathname.split('/').at(-1) ?? '';
  return /^[\w.-]+$/u.test(name) ? name : '队列的名字';
}
