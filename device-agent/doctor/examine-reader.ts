/** The reader that kiosk.yaml names: is it there, may it be opened, and does a SAM module answer? */
import { join } from 'node:path';
import { staffFaults } from '../contract/staff-words.ts';
import { lineOf } from '../readers/lines/line-of.ts';
import type { LineSettings } from '../settings.ts';
import { type Finding, sideBySide } from './finding.ts';
import type { Place } from './machine/device-node.ts';
import { doesNotOpen, MEND_SILENT_READER } from './mends.ts';
import { IN_USE_BY_AGENT, type Obstacle, obstacleAt } from './obstacle.ts';
import { obstacleOfHid } from './obstacle-of-hid.ts';
import { type Probed, type ProbedReader, type ProbePatience, probeReader } from './probe/probe-reader.ts';
import { samIdOf, wayOf, waySettingOf } from './probe/what-it-is.ts';

export interface ReaderExam {
  readonly place: Place;
  readonly agentRuns: boolean;
  readonly patience: ProbePatience;
}

const ONCE = 0;

export async function examineReader(reader: LineSettings, exam: ReaderExam): Promise<Finding> {
  const named = { device: '读卡器', facts: [lineOf(reader).name] };
  const obstacle = obstacleOf(reader, exam);
  if (obstacle) return { ...named, ...obstacle };
  const there = underRoot(reader, exam.place.root);
  const probed = await probeReader(lineOf(there), exam.patience);
  if (probed.kind === 'reader') return { ...named, ...foundReader(probed, named.facts) };
  const elsewhere = probed.kind === 'none' ? await probeElsewhere(there, exam.patience) : undefined;
  return { ...named, ...(elsewhere ?? noReader(reader, probed)) };
}

function obstacleOf(reader: LineSettings, { place, agentRuns }: ReaderExam): Obstacle | undefined {
  switch (reader.kind) {
    case 'serial':
      return obstacleAt(place, reader.path, agentRuns);
    case 'hid':
      return obstacleOfHid('reader', reader, { place, agentRuns });
    case 'tcp':
      return agentRuns ? IN_USE_BY_AGENT : undefined; // some boxes take two connections, and mix what they say
    default:
      return reader satisfies never;
  }
}

function underRoot(reader: LineSettings, root: string): LineSettings {
  return reader.kind === 'serial' ? { ...reader, path: join(root, reader.path) } : reader;
}

function foundReader(probed: ProbedReader, names: string[]): Omit<Finding, 'device'> {
  const { at, answeredInMs, fault } = probed;
  const facts = [...names, sideBySide(wayOf(at), samIdOf(probed))];
  if (fault) return { verdict: 'wrong', says: staffFaults[fault], facts };
  return { verdict: 'good', says: `能用，${Math.max(1, Math.round(answeredInMs))} 毫秒有应答`, facts };
}

/** A reader that is silent as the file has it, and answers at another speed or in another framing. */
async function probeElsewhere(reader: LineSettings, patience: ProbePatience): Promise<Obstacle | undefined> {
  const wider = widened(reader);
  if (wider === undefined) return undefined;
  const probed = await probeReader(lineOf(wider), { ...patience, untilMs: ONCE });
  const found = probed.kind === 'reader' ? waySettingOf(probed.at) : undefined;
  if (found === undefined) return undefined;
  const says = `${found.word}写错了，实际是 ${found.value}`;
  return { verdict: 'wrong', says, mend: { todo: `kiosk.yaml 里改成 ${found.key}: auto` } };
}

function widened(reader: LineSettings): LineSettings | undefined {
  if (reader.kind === 'serial' && reader.baud !== 'auto') return { ...reader, baud: 'auto' };
  if (reader.kind === 'hid' && reader.framing !== 'auto') return { ...reader, framing: 'auto' };
  return undefined;
}

function noReader(reader: LineSettings, probed: Exclude<Probed, ProbedReader>): Obstacle {
  if (probed.kind === 'closed') return { verdict: 'wrong', ...doesNotOpen(reader.kind, probed.thrown) };
  return { verdict: 'wrong', says: staffFaults[probed.fault], mend: MEND_SILENT_READER[reader.kind] };
}
