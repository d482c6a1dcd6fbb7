/**
 * Asks what hangs on each port that nobody has named. Bytes are sent to devices of unknown kind, so only on request, first
 * the question of a reader, then that of a slip printer, and never to a console, a modem or a port in use.
 */
import { join } from 'node:path';
import { staffFaults } from '../../contract/staff-words.ts';
import type { Finding } from '../finding.ts';
import type { Place } from '../machine/device-node.ts';
import type { HidNode } from '../machine/hid-nodes.ts';
import type { Machine } from '../machine/machine.ts';
import type { SerialPort } from '../machine/serial-ports.ts';
import { doesNotOpen } from '../mends.ts';
import { obstacleAt } from '../obstacle.ts';
import { roleOf } from '../survey-hid.ts';
import { type ProbedReader, type ProbePatience, probeReader } from './probe-reader.ts';
import { type ProbedSlip, probeSlip, SLIP_SPEEDS } from './probe-slip.ts';
import { samIdOf, wayOf, whatItIs } from './what-it-is.ts';

export type Discovered =
  /** `reader.at` names it as kiosk.yaml would. */
  | { readonly kind: 'reader'; readonly path: string; readonly reader: ProbedReader }
  | { readonly kind: 'slip'; readonly path: string; readonly baud: number; readonly slip: ProbedSlip }
  | { readonly kind: 'nothing'; readonly path: string }
  | { readonly kind: 'closed'; readonly path: string; readonly because: string };

/** Each is tried once at each speed: whoever asks waits for every port. */
const PATIENCE: ProbePatience = { untilMs: 0 };

export interface Candidates {
  readonly serial: readonly SerialPort[];
  readonly hid: readonly HidNode[];
}

/** What will be asked, and nothing else. */
export function candidatesOf(machine: Machine, place: Place): Candidates {
  const isFree = ({ path }: { path: string }) => obstacleAt(place, path, false) === undefined;
  return {
    serial: machine.serialPorts.filter((port) => port.leftAlone === undefined && isFree(port)),
    hid: machine.hidNodes.filter((device) => roleOf(device) === 'reader' && isFree(device)),
  };
}

export async function* discover({ serial, hid }: Candidates, root: string): AsyncGenerator<Discovered> {
  for (const device of hid) yield await askHid(device);
  for (const { path } of serial) yield await askSerial(path, root);
}

async function askHid(device: HidNode): Promise<Discovered> {
  const { vendorId, productId, serialNumber, path } = device;
  const probed = await probeReader(
    { kind: 'hid', vendorId, productId, serialNumber, framing: 'auto' },
    PATIENCE,
  );
  if (probed.kind === 'reader') return { kind: 'reader', path, reader: probed };
  return probed.kind === 'closed' ? { ...probed, path } : { kind: 'nothing', path };
}

async function askSerial(path: string, root: string): Promise<Discovered> {
  const there = join(root, path);
  const probed = await probeReader({ kind: 'serial', path: there, baud: 'auto' }, PATIENCE);
  if (probed.kind === 'closed') return { ...probed, path };
  if (probed.kind === 'none') return askSlip(path, there);
  return {
    kind: 'reader',
    path,
    reader: { ...probed, at: { ...probed.at, ...('path' in probed.at && { path }) } },
  };
}

async function askSlip(path: string, there: string): Promise<Discovered> {
  try {
    for (const baud of SLIP_SPEEDS) {
      const slip = await probeSlip({ path: there, baud });
      if (slip) return { kind: 'slip', path, baud, slip };
    }
    return { kind: 'nothing', path };
  } catch (error) {
    return { kind: 'closed', path, because: String(error) };
  }
}

export function findingOf(found: Discovered): Finding {
  const { path } = found;
  switch (found.kind) {
    case 'reader':
      return { device: '读卡器', ...saidOf(found.reader), facts: [path, samIdOf(found.reader)] };
    case 'slip':
      return {
        verdict: 'good',
        device: '小票机',
        says: `有回答，波特率 ${found.baud}`,
        facts: [path, whatItIs(found.slip)],
      };
    case 'nothing':
      return {
        verdict: 'warning',
        device: '不认识',
        says: '读卡器和小票机的问话它都没有回答',
        facts: [path],
        mend: { todo: '扫码器就是这样，写进 scanner；是读卡器或小票机的，看它的电源' },
      };
    case 'closed':
      return { verdict: 'warning', device: '串口', facts: [path], ...doesNotOpen('serial', found.because) };
    default:
      return found satisfies never;
  }
}

/** A module that is out of order has answered all the same. */
function saidOf(reader: ProbedReader): Pick<Finding, 'verdict' | 'says'> {
  if (reader.fault) return { verdict: 'wrong', says: staffFaults[reader.fault] };
  return { verdict: 'good', says: `有回答，${wayOf(reader.at)}` };
}
