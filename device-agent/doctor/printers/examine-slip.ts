/** The slip printer that kiosk.yaml names: how it is, and what it is. */
import { join } from 'node:path';
import type { SlipProfile } from '#printers/escpos/profile.ts';
import { slipLineOf } from '../../printing/lines/slip-line-of.ts';
import type { SlipSettings, SlipWay } from '../../printing/lines/slip-settings.ts';
import type { Finding } from '../finding.ts';
import type { Place } from '../machine/device-node.ts';
import { statAt } from '../machine/sysfs.ts';
import { doesNotOpen, MEND_SLIP_ADDRESS, NO_PRINTER_NODE, SILENT_SLIP } from '../mends.ts';
import { IN_USE_BY_AGENT, type Obstacle, obstacleAt } from '../obstacle.ts';
import { probeSlip, SLIP_SPEEDS, slipLineBelow } from '../probe/probe-slip.ts';
import { whatItIs } from '../probe/what-it-is.ts';
import { findingOfConditions } from './finding-of-conditions.ts';

type Found = Omit<Finding, 'device'>;

export async function examineSlip(
  { at, profile }: SlipSettings,
  { place, agentRuns }: { place: Place; agentRuns: boolean },
): Promise<Finding> {
  const { name } = slipLineOf(at);
  const found = obstacleOf(at, place, agentRuns) ?? (await ask(place.root, at, profile));
  const facts = [name, `profile: ${profile.name}`, ...limitOf(profile), ...(found.facts ?? [])];
  return { device: '小票机', ...found, facts };
}

/** Nothing else would tell: the slip of a person with such a name is refused, one by one. */
function limitOf({ userGlyphs, raster }: SlipProfile): string[] {
  if (raster || userGlyphs > 0) return [];
  return ['生僻字的小票打不出来；型号写进 profile 就能打，型号表：npm run doctor -- --profiles'];
}

function obstacleOf(at: SlipWay, place: Place, agentRuns: boolean): (Obstacle & Found) | undefined {
  switch (at.kind) {
    case 'serial':
      return obstacleAt(place, at.path, agentRuns);
    case 'usb':
      if (statAt(join(place.root, at.node)) === undefined) return { verdict: 'wrong', ...NO_PRINTER_NODE };
      return obstacleAt(place, at.node, agentRuns);
    case 'tcp':
      return agentRuns ? IN_USE_BY_AGENT : undefined;
    default:
      return at satisfies never;
  }
}

async function ask(root: string, at: SlipWay, { tellsJams, paperEndBits }: SlipProfile): Promise<Found> {
  try {
    const told = await probeSlip(slipLineBelow(root, at), { tellsJams, paperEndBits });
    if (told) return { ...findingOfConditions(told.conditions), facts: [whatItIs(told)] };
    return at.kind === 'serial' ? await silentAt(root, at) : { verdict: 'wrong', ...SILENT_SLIP[at.kind] };
  } catch (error) {
    const said = at.kind === 'tcp' ? MEND_SLIP_ADDRESS : doesNotOpen(at.kind, error);
    return { verdict: 'wrong', ...said };
  }
}

/** A printer that is silent as the file has it may answer at another speed. */
async function silentAt(root: string, at: Extract<SlipWay, { kind: 'serial' }>): Promise<Found> {
  for (const baud of SLIP_SPEEDS) {
    if (await probeSlip(slipLineBelow(root, { ...at, baud }))) {
      const says = `波特率写错了，实际是 ${baud}`;
      return { verdict: 'wrong', says, mend: { todo: `kiosk.yaml 里改成 baud: ${baud}` } };
    }
  }
  return findingOfConditions(['offline']);
}
