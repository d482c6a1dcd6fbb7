/** The printers that kiosk.yaml names: how they are, what they are, what they take. */
import { join } from 'node:path';
import { blockingOf, type Condition } from '#printers/contract.ts';
import { conditionsOf } from '#printers/ipp/conditions.ts';
import { describePrinter, type PrinterDescription } from '#printers/ipp/printer-description.ts';
import { staffConditions } from '../contract/staff-words.ts';
import type { Finding } from './finding.ts';
import type { Place } from './machine/device-node.ts';
import { doesNotOpen, MEND_PRINTER, NO_PDF, NOT_A_PRINTER } from './mends.ts';
import { obstacleAt } from './obstacle.ts';
import { probeSlip, SLIP_SPEEDS } from './probe/probe-slip.ts';
import { whatItIs } from './probe/what-it-is.ts';

const STATES: Readonly<Record<number, string>> = { 3: '空闲', 4: '正在打印', 5: '停着' };
const PDF = 'application/pdf';

export async function examinePage({ url }: { url: string }): Promise<Finding> {
  const device = 'A4 打印机';
  const told = await describePrinter(url);
  if (told === undefined) return { device, facts: [url], ...findingOf(['offline']) };
  if (told.state === undefined) return { device, facts: [url], verdict: 'wrong', ...NOT_A_PRINTER };
  const facts = [url, ...factsOf(told)];
  if (told.formats.length > 0 && !told.formats.includes(PDF))
    return { device, facts, verdict: 'wrong', ...NO_PDF };
  return { device, facts, ...findingOf(conditionsOf(told.state, told.reasons)) };
}

function factsOf({ model, state = 0, reasons, formats }: PrinterDescription): string[] {
  return [
    model ?? '没有报型号',
    `状态：${[STATES[state] ?? String(state), ...reasons].join('、')}`,
    `收的格式：${formats.length > 0 ? formats.join('、') : '没有报'}`,
  ];
}

export interface SlipSettings {
  readonly path: string;
  readonly baud: number;
}

export async function examineSlip(
  slip: SlipSettings,
  { place, agentRuns }: { place: Place; agentRuns: boolean },
): Promise<Finding> {
  const device = '小票机';
  const named = { device, facts: [slip.path] };
  const obstacle = obstacleAt(place, slip.path, agentRuns);
  if (obstacle) return { ...named, ...obstacle };
  const path = join(place.root, slip.path);
  try {
    const told = await probeSlip({ ...slip, path });
    if (told) return { device, facts: [slip.path, whatItIs(told)], ...findingOf(told.conditions) };
    return { ...named, ...((await slipElsewhere(path)) ?? findingOf(['offline'])) };
  } catch (error) {
    return { ...named, verdict: 'wrong', ...doesNotOpen('serial', error) };
  }
}

/** A printer that is silent as the file has it, and answers at another speed. */
async function slipElsewhere(path: string): Promise<Omit<Finding, 'device'> | undefined> {
  for (const baud of SLIP_SPEEDS) {
    if (await probeSlip({ path, baud })) {
      const says = `波特率写错了，实际是 ${baud}`;
      return { verdict: 'wrong', says, mend: { todo: `kiosk.yaml 里改成 baud: ${baud}` } };
    }
  }
  return undefined;
}

function findingOf(conditions: readonly Condition[]): Omit<Finding, 'device'> {
  const [worst] = conditions;
  if (worst === undefined) return { verdict: 'good', says: '能用' };
  const verdict = blockingOf(conditions).length > 0 ? 'wrong' : 'warning';
  return {
    verdict,
    says: conditions.map((condition) => staffConditions[condition]).join(''),
    mend: MEND_PRINTER[worst],
  };
}
