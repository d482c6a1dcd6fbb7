/** The reader that kiosk.yaml names: is it there, may it be opened, and does a SAM module answer? */
import { join } from 'node:path';
import { staffFaults } from '../contract/staff-words.ts';
import { matching, type UsbId } from '../lines/usb-id.ts';
import { lineOf } from '../readers/lines/line-of.ts';
import type { ReaderSettings } from '../settings.ts';
import { type Finding, sideBySide } from './finding.ts';
import type { Place } from './machine/device-node.ts';
import { hidNodes } from './machine/hid-nodes.ts';
import { lacksHidLibrary } from './machine/libraries.ts';
import { doesNotOpen, MEND_SILENT_READER, MISSING_LIBRARY, NOT_PLUGGED_IN } from './mends.ts';
import { type Obstacle, obstacleAt } from './obstacle.ts';
import { type Probed, type ProbedReader, type ProbePatience, probeReader } from './probe/probe-reader.ts';
import { samIdOf, wayOf } from './probe/what-it-is.ts';

export interface ReaderExam {
  readonly place: Place;
  readonly agentRuns: boolean;
  readonly patience: ProbePatience;
}

const ONCE = 0;

export async function examineReader(reader: ReaderSettings, exam: ReaderExam): Promise<Finding> {
  const named = { device: '读卡器', facts: [lineOf(reader).name] };
  const obstacle = obstacleOf(reader, exam);
  if (obstacle) return { ...named, ...obstacle };
  const there = underRoot(reader, exam.place.root);
  const probed = await probeReader(there, exam.patience);
  if (probed.kind === 'reader') return { ...named, ...foundReader(probed, named.facts) };
  const elsewhere = probed.kind === 'none' ? await probeElsewhere(there, exam.patience) : undefined;
  return { ...named, ...(elsewhere ?? noReader(reader, probed)) };
}

function obstacleOf(reader: ReaderSettings, { place, agentRuns }: ReaderExam): Obstacle | undefined {
  switch (reader.kind) {
    case 'serial':
      return obstacleAt(place, reader.path, agentRuns);
    case 'hid':
      return obstacleOfHid(reader, place, agentRuns);
    case 'tcp':
      return undefined; // a serial server takes one connection or many: to connect will tell
    default:
      return reader satisfies never;
  }
}

/** Also of a scanner on HID, which is named in the same way. */
export function obstacleOfHid(wanted: UsbId, place: Place, agentRuns: boolean): Obstacle | undefined {
  const faces = hidNodes(place).filter(matching(wanted));
  if (faces.length === 0) return { verdict: 'wrong', ...NOT_PLUGGED_IN };
  if (lacksHidLibrary(place.root)) return { verdict: 'wrong', ...MISSING_LIBRARY };
  return faces.map(({ path }) => obstacleAt(place, path, agentRuns)).find((obstacle) => obstacle);
}

function underRoot(reader: ReaderSettings, root: string): ReaderSettings {
  return reader.kind === 'serial' ? { ...reader, path: join(root, reader.path) } : reader;
}

function foundReader(probed: ProbedReader, names: string[]): Omit<Finding, 'device'> {
  const { at, answeredInMs, fault } = probed;
  const facts = [...names, sideBySide(wayOf(at), samIdOf(probed))];
  if (fault) return { verdict: 'wrong', says: staffFaults[fault], facts };
  return { verdict: 'good', says: `能用，问一句 ${Math.max(1, Math.round(answeredInMs))} 毫秒回答`, facts };
}

/** A reader that is silent as the file has it, and answers at another speed or in another framing. */
async function probeElsewhere(
  reader: ReaderSettings,
  patience: ProbePatience,
): Promise<Obstacle | undefined> {
  const wider = widened(reader);
  if (wider === undefined) return undefined;
  const probed = await probeReader(wider, { ...patience, untilMs: ONCE });
  if (probed.kind !== 'reader') return undefined;
  const says = `读卡器有，但不在写的${reader.kind === 'serial' ? '波特率' : '封装'}上回答：它用${wayOf(probed.at)}`;
  const todo = `kiosk.yaml 里改成 ${reader.kind === 'serial' ? 'baud' : 'framing'}: auto`;
  return { verdict: 'wrong', says, mend: { todo } };
}

function widened(reader: ReaderSettings): ReaderSettings | undefined {
  if (reader.kind === 'serial' && reader.baud !== 'auto') return { ...reader, baud: 'auto' };
  if (reader.kind === 'hid' && reader.framing !== 'auto') return { ...reader, framing: 'auto' };
  return undefined;
}

function noReader(reader: ReaderSettings, probed: Exclude<Probed, ProbedReader>): Obstacle {
  if (probed.kind === 'closed') return { verdict: 'wrong', ...doesNotOpen(reader.kind, probed.because) };
  return { verdict: 'wrong', says: staffFaults[probed.fault], mend: MEND_SILENT_READER[reader.kind] };
}
