/** The A4 printer that kiosk.yaml names: how it is, what it is, what it takes. */
import { conditionsOf } from '#printers/ipp/conditions.ts';
import { describePrinter, type PrinterDescription } from '#printers/ipp/printer-description.ts';
import type { Finding } from '../finding.ts';
import { NO_PDF, NOT_A_PRINTER } from '../mends.ts';
import { findingOfConditions } from './finding-of-conditions.ts';

const STATES: Readonly<Record<number, string>> = { 3: '空闲', 4: '正在打印', 5: '停着' };
const PDF = 'application/pdf';

export async function examinePage({ url }: { url: string }): Promise<Finding> {
  const device = 'A4 打印机';
  const told = await describePrinter(url);
  if (told === undefined) return { device, facts: [url], ...findingOfConditions(['offline']) };
  if (told.state === undefined) return { device, facts: [url], verdict: 'wrong', ...NOT_A_PRINTER };
  const facts = [url, ...factsOf(told)];
  if (told.formats.length > 0 && !told.formats.includes(PDF))
    return { device, facts, verdict: 'wrong', ...NO_PDF };
  return { device, facts, ...findingOfConditions(conditionsOf(told.state, told.reasons)) };
}

function factsOf({ model, state = 0, reasons, formats }: PrinterDescription): string[] {
  return [
    model ?? '没有报型号',
    `状态：${[STATES[state] ?? String(state), ...reasons].join('、')}`,
    `收的格式：${formats.length > 0 ? formats.join('、') : '没有报'}`,
  ];
}
