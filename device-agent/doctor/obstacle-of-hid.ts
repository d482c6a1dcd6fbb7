/** Why a HID device that kiosk.yaml names cannot be used, whichever of its faces it is. */
import { BAR_CODE_SCANNER, GENERIC_DESKTOP } from '../lines/usage-pages.ts';
import { matching, type UsbId } from '../lines/usb-id.ts';
import type { Place } from './machine/device-node.ts';
import { type HidNode, hidNodes } from './machine/hid-nodes.ts';
import { lacksHidLibrary } from './machine/libraries.ts';
import { MISSING_LIBRARY, NO_FACE, NOT_PLUGGED_IN } from './mends.ts';
import { type Obstacle, obstacleAt } from './obstacle.ts';

export type HidUse = 'reader' | 'scanner';

/** Which faces the agent's lines open: a keyboard beside them belongs to the system, whoever may open it. */
const OPENS: Readonly<Record<HidUse, (node: HidNode) => boolean>> = {
  reader: ({ usages }) => usages.length === 0 || usages.some(({ page }) => page !== GENERIC_DESKTOP),
  scanner: ({ usages }) => usages.some(({ page }) => page === BAR_CODE_SCANNER),
};

export function facesFor(use: HidUse, nodes: readonly HidNode[]): HidNode[] {
  return nodes.filter(OPENS[use]);
}

export interface HidExam {
  readonly place: Place;
  readonly agentRuns: boolean;
}

export function obstacleOfHid(use: HidUse, wanted: UsbId, exam: HidExam): Obstacle | undefined {
  const { place, agentRuns } = exam;
  const plugged = hidNodes(place).filter(matching(wanted));
  if (plugged.length === 0) return { verdict: 'wrong', ...NOT_PLUGGED_IN };
  const faces = facesFor(use, plugged);
  if (faces.length === 0) return { verdict: 'wrong', ...NO_FACE[use] };
  if (lacksHidLibrary(place.root)) return { verdict: 'wrong', ...MISSING_LIBRARY };
  return faces.map(({ path }) => obstacleAt(place, path, agentRuns)).find((obstacle) => obstacle);
}
