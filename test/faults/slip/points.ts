/** The faults of a slip: each kind after each byte on the wire, for each manner of printer. */
import { SPOOL_STEPS } from '../agent-life.ts';
import { runKilledSlip } from '../kill/slip-run.ts';
import { everyNth, type Point } from '../point.ts';
import { realDriver } from './driver.ts';
import type { SlipVariant } from './far-end.ts';
import { KILLED_AT_STEP, SLIP_FAULTS, type SlipFault } from './faults.ts';
import { type SlipPoint, SlipRun, undisturbed } from './run.ts';

const VARIANTS: readonly SlipVariant[] = [
  { completion: 'stream_ack', tempo: 'at_once' },
  { completion: 'stream_ack', tempo: 'behind' },
  { completion: 'process_id', tempo: 'at_once' },
  { completion: 'process_id', tempo: 'behind' },
];

/** A process that is killed for real takes a hundred times as long as one that only plays dead. */
const KILLS = 30;

/** Throws when a slip that nothing disturbs is not printed. */
export async function slipPoints(root: string): Promise<Point[]> {
  const points: Point[] = [];
  for (const variant of VARIANTS) {
    const { passed, rows } = await undisturbed(root, variant);
    const bytes = Array.from(passed, (way, at) => ({ way, at: at + 1 }));
    for (const fault of SLIP_FAULTS)
      for (const { way, at } of bytes)
        if (way === '<' || !fault.swallowsAnswer) points.push(pointOf(fault, variant, at, rows));
    for (const step of SPOOL_STEPS) points.push(pointOf(KILLED_AT_STEP, variant, step, rows));
    for (const at of everyNth(passed.length, KILLS)) points.push(killPointOf(variant, at, rows));
  }
  return points;
}

function killPointOf(variant: SlipVariant, at: number, reference: readonly string[]): Point {
  const kind = 'slip:agent_sigkill';
  return {
    kind,
    at,
    name: `${kind}@${at} ${variant.completion} ${variant.tempo}`,
    run: (bench) => runKilledSlip(variant, at, { ...bench, reference }),
  };
}

function pointOf(
  fault: SlipFault,
  variant: SlipVariant,
  at: SlipPoint['at'],
  reference: readonly string[],
): Point {
  const kind = `slip:${fault.kind}`;
  return {
    kind,
    at,
    name: `${kind}@${at} ${variant.completion} ${variant.tempo}`,
    run: (bench) =>
      new SlipRun({ fault, variant, at }, { ...bench, reference, makeDriver: realDriver }).result(),
  };
}
