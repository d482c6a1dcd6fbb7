/**
 * Asks what hangs on each port that nobody has named. Bytes are sent to devices of unknown kind, so only on request, first
 * the question of a reader, then that of a slip printer, and never to a console, a modem or a port in use.
 */
import { join } from 'node:path';
import { staffFaults } from '../../contract/staff-words.ts';
import type { SlipWay } from '../../printing/lines/slip-settings.ts';
import { lineOf } from '../../readers/lines/line-of.ts';
import type { LineSettings } from '../../settings.ts';
import type { Finding } from '../finding.ts';
import type { Place } from '../machine/device-node.ts';
import { distinct, type HidNode } from '../machine/hid-nodes.ts';
import type { Machine } from '../machine/machine.ts';
import type { SerialPort } from '../machine/serial-ports.ts';
import { isSlipPrinter, type UsbPrinter } from '../machine/usb-printers.ts';
import { doesNotOpen, MEND_SILENT_READER, SILENT_SLIP } from '../mends.ts';
import { obstacleAt } from '../obstacle.ts';
import { facesFor } from '../obstacle-of-hid.ts';
import { roleOf } from '../survey-hid.ts';
import { type Probed, type ProbedReader, type ProbePatience, probeReader } from './probe-reader.ts';
import { type ProbedSlip, probeSlip, SLIP_SPEEDS, slipLineBelow } from './probe-slip.ts';
import { samIdOf, wayOf, whatItIs } from './what-it-is.ts';

export type Discovered = Found & {
  /** The name of the node that was asked. */
  readonly path: string;
  readonly line: AskedLine;
};
type AskedLine = FoundLine['kind'] | 'usb';
type Found =
  | { readonly kind: 'reader'; readonly settings: FoundLine; readonly reader: ProbedReader }
  | { readonly kind: 'slip'; readonly at: FoundWay; readonly slip: ProbedSlip }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'closed'; readonly thrown: unknown };

/** As kiosk.yaml takes it. */
export type FoundLine = Extract<LineSettings, { kind: 'serial' | 'hid' }>;

/** A printer on the network is not looked for. */
export type FoundWay = Extract<SlipWay, { kind: 'serial' | 'usb' }>;

/** Each is tried once at each speed: whoever asks waits for every port. */
const PATIENCE: ProbePatience = { untilMs: 0 };

export interface Candidates {
  readonly serial: readonly SerialPort[];
  readonly hid: readonly HidNode[];
  /** Printers on USB that call themselves slip printers. */
  readonly usb: readonly UsbPrinter[];
}

/** What will be asked, and nothing else. */
export function candidatesOf(machine: Machine, place: Place): Candidates {
  const isFree = ({ path }: { path: string }) => obstacleAt(place, path, false) === undefined;
  return {
    serial: machine.serialPorts.filter((port) => port.leftAlone === undefined && isFree(port)),
    hid: distinct(
      facesFor('reader', machine.hidNodes).filter((node) => roleOf(node) === 'reader' && isFree(node)),
    ),
    usb: machine.usbPrinters.filter(
      (printer) => isSlipPrinter(printer) && !printer.isOneWay && isFree(printer),
    ),
  };
}

export async function* discover(
  { serial, hid, usb }: Candidates,
  root: string,
  lineTo = lineOf,
): AsyncGenerator<Discovered> {
  for (const device of hid) yield await askHid(device, lineTo);
  for (const { path } of usb)
    yield { path, line: 'usb', ...(await askSlip([{ kind: 'usb', node: path }], root)) };
  for (const { path } of serial) yield await askSerial(path, root, lineTo);
}

async function askHid(
  { vendorId, productId, serialNumber, path }: HidNode,
  lineTo: typeof lineOf,
): Promise<Discovered> {
  const settings: FoundLine = { kind: 'hid', vendorId, productId, serialNumber, framing: 'auto' };
  const probed = await probeReader(lineTo(settings), PATIENCE);
  return { path, line: 'hid', ...(foundAs(settings, probed) ?? { kind: 'nothing' }) };
}

async function askSerial(path: string, root: string, lineTo: typeof lineOf): Promise<Discovered> {
  const there = join(root, path);
  const probed = await probeReader(lineTo({ kind: 'serial', path: there, baud: 'auto' }), PATIENCE);
  const found =
    foundAs({ kind: 'serial', path, baud: 'auto' }, probed) ??
    (await askSlip(
      SLIP_SPEEDS.map((baud) => ({ kind: 'serial', path, baud, flow: 'none' })),
      root,
    ));
  return { path, line: 'serial', ...found };
}

/** Undefined when nothing answered as a reader. */
function foundAs(settings: FoundLine, probed: Probed): Found | undefined {
  switch (probed.kind) {
    case 'reader':
      return { kind: 'reader', settings, reader: probed };
    case 'closed':
      return probed;
    case 'none':
      return undefined;
    default:
      return probed satisfies never;
  }
}

/** By the first way that a slip printer answers. */
async function askSlip(ways: readonly FoundWay[], root: string): Promise<Found> {
  try {
    for (const at of ways) {
      const slip = await probeSlip(slipLineBelow(root, at));
      if (slip) return { kind: 'slip', at, slip };
    }
    return { kind: 'nothing' };
  } catch (error) {
    return { kind: 'closed', thrown: error };
  }
}

const DEVICE = { serial: '串口', hid: '读卡器', usb: '小票机' } as const satisfies Record<AskedLine, string>;

const SILENT: Readonly<Record<AskedLine, Pick<Finding, 'device' | 'says' | 'mend'>>> = {
  serial: {
    device: '不认识',
    says: '读卡器和小票机的问话它都没有回答',
    mend: { todo: '扫码器就是这样，写进 scanner；是读卡器或小票机的，看它的电源' },
  },
  hid: { device: DEVICE.hid, says: staffFaults.reader_silent, mend: MEND_SILENT_READER.hid },
  usb: { device: DEVICE.usb, ...SILENT_SLIP.usb },
};

export function findingOf(found: Discovered): Finding {
  const { path } = found;
  switch (found.kind) {
    case 'reader':
      return { device: '读卡器', ...saidOf(found.reader), facts: [path, samIdOf(found.reader)] };
    case 'slip':
      return {
        verdict: 'good',
        device: '小票机',
        says: found.at.kind === 'serial' ? `有回答，波特率 ${found.at.baud}` : '有回答',
        facts: [path, whatItIs(found.slip)],
      };
    case 'nothing':
      return { verdict: 'warning', facts: [path], ...SILENT[found.line] };
    case 'closed':
      return {
        verdict: 'warning',
        device: DEVICE[found.line],
        facts: [path],
        ...doesNotOpen(found.line, found.thrown),
      };
    default:
      return found satisfies never;
  }
}

/** A module that is out of order has answered all the same. */
function saidOf(reader: ProbedReader): Pick<Finding, 'verdict' | 'says'> {
  if (reader.fault) return { verdict: 'wrong', says: staffFaults[reader.fault] };
  return { verdict: 'good', says: `有回答，${wayOf(reader.at)}` };
}
