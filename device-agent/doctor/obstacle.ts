/** Why a device that kiosk.yaml names cannot be asked how it is. */
import { accessSync, constants } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import type { Finding } from './finding.ts';
import { type Place, permissionOf } from './machine/device-node.ts';
import { statAt } from './machine/sysfs.ts';
import { inUse, NO_SUCH_DEVICE, NOT_A_DEVICE, noPermission, WE_MAY_NOT } from './mends.ts';

export type Obstacle = Pick<Finding, 'verdict' | 'says' | 'mend'>;

/** Undefined when it can be opened: it is there, a device, let go of by others, and open to the agent and to us. */
export function obstacleAt(place: Place, path: string, agentRuns: boolean): Obstacle | undefined {
  const there = join(place.root, path);
  const found = statAt(there);
  if (found === undefined) return { verdict: 'wrong', ...NO_SUCH_DEVICE };
  if (!found.isCharacterDevice()) return { verdict: 'wrong', ...NOT_A_DEVICE };
  const holder = place.holders.of(path);
  if (holder) return { verdict: holder.isAgent ? 'warning' : 'wrong', ...inUse(holder) };
  const permission = permissionOf(place, path);
  if (permission && !permission.isOpen) return { verdict: 'wrong', ...noPermission(permission, place) };
  if (agentRuns) return IN_USE_BY_AGENT;
  return mayWeOpen(there) ? undefined : { verdict: 'warning', ...WE_MAY_NOT };
}

/** Also of what cannot be locked or seen to be open: a network box, a HID device of a user whose files are hidden from us. */
export const IN_USE_BY_AGENT: Obstacle = {
  verdict: 'warning',
  ...inUse({ program: 'linli', pid: undefined, isAgent: true }),
};

function mayWeOpen(path: string): boolean {
  try {
    accessSync(path, constants.R_OK | constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

const CONNECT_WITHIN_MS = 1000;

/** Whether a program listens where the agent of this kiosk serves its screen. */
export function doesAgentRun(port: number): Promise<boolean> {
  if (port === 0) return Promise.resolve(false); // it is given another one at each start
  const socket = connect({ host: '127.0.0.1', port, timeout: CONNECT_WITHIN_MS });
  return new Promise<boolean>((resolve) => {
    socket.once('connect', () => resolve(true));
    for (const event of ['error', 'timeout']) socket.once(event, () => resolve(false));
  }).finally(() => socket.destroy());
}
