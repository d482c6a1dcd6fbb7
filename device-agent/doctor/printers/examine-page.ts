/** The A4 printer that kiosk.yaml names: how it is, what it is, what it takes. */
import { blockingOf } from '#printers/contract.ts';
import { describePrinter } from '#printers/ipp/printer-description.ts';
import type { PrinterDescription } from '#printers/ipp/told/description.ts';
import type { Finding } from '../finding.ts';
import { NOT_A_PRINTER } from '../mends.ts';
import { findingOfConditions } from './finding-of-conditions.ts';
import { whatToMend, whyNotToUse } from './page-mends.ts';

const STATES: Readonly<Record<number, string>> = { 3: '空闲', 4: '正在打印', 5: '停着' };

export async function examinePage({ url }: { url: string }): Promise<Finding> {
  const device = 'A4 打印机';
  const told = await describePrinter(url);
  if (told === 'no_answer') return { device, facts: [url], ...findingOfConditions(['offline']) };
  if (told === 'no_printer') return { device, facts: [url], verdict: 'wrong', ...NOT_A_PRINTER };
  const facts = [url, ...factsOf(told)];
  return { device, facts, ...judged(told, url) };
}

/** What is worse is said first. */
function judged(told: PrinterDescription, url: string): Omit<Finding, 'device'> {
  const unfit = whyNotToUse(told, url);
  if (unfit) return unfit;
  const trouble = blockingOf(told.conditions).length > 0 ? undefined : whatToMend(told, url);
  return trouble ?? findingOfConditions(told.conditions);
}

function factsOf({ model, state = 0, reasons, formats, supplies, queue }: PrinterDescription): string[] {
  const left = supplies.map(({ name, percent }) => `${name} ${percent === null ? '有' : `${percent}%`}`);
  return [
    model ?? '没有报型号',
    `状态：${[STATES[state] ?? String(state), ...reasons].join('、')}`,
    `收的格式：${formats.length > 0 ? formats.join('、') : '没有报'}`,
    ...(left.length > 0 ? [`还剩：${left.join('、')}`] : []),
    ...(queue
      ? [`CUPS 队列，交给 ${queue.deviceUri ?? '没有报'}，出错时 ${queue.errorPolicy ?? '没有报'}`]
      : []),
  ];
}
