/** The file under /dev by which a program opens a device: who may, and who does. */
import { join } from 'node:path';
import type { Holder, Holders } from './holders.ts';
import { groupNameOf, mayOpen, type User } from './permission.ts';
import { namesIn, realPath, statAt } from './sysfs.ts';

/** Where to look: `root` is `/`, or the top of another tree of the same shape. */
export interface Place {
  readonly root: string;
  /** For whom a device must be open: the user as whom the agent runs. */
  readonly user: User;
  readonly holders: Holders;
}

export interface DeviceNode {
  /** The name to write into kiosk.yaml: one that stays, where there is one, e.g. /dev/serial/by-id/... */
  readonly path: string;
  /** ttyUSB0, hidraw1. */
  readonly name: string;
  /** Undefined when the kernel knows the device and /dev does not have it. */
  readonly permission: Permission | undefined;
  readonly heldBy: Holder | undefined;
}

export interface Permission {
  readonly isOpen: boolean;
  /** The group that may open it; undefined when the group may not. */
  readonly group: string | undefined;
  /** For staff: mode and group. */
  readonly says: string;
}

const GROUP = 0o060;

export function deviceNode(place: Place, name: string, stablePath?: string): DeviceNode {
  const own = `/dev/${name}`;
  const path = stablePath ?? own;
  return { path, name, permission: permissionOf(place, own), heldBy: place.holders.of(own) };
}

/** Who may open what stands at a path; undefined when nothing does. */
export function permissionOf({ root, user }: Place, path: string): Permission | undefined {
  const found = statAt(join(root, path));
  if (found === undefined) return undefined;
  const group = groupNameOf(root, found.gid);
  const mode = (found.mode & 0o7777).toString(8).padStart(4, '0');
  return {
    isOpen: mayOpen(found, user),
    group: (found.mode & GROUP) === GROUP ? group : undefined,
    says: `${mode}，组 ${group}`,
  };
}

/** The name under /dev/serial/by-id that leads to /dev/NAME. */
export function stablePathOf({ root }: Place, name: string): string | undefined {
  const wanted = realPath(join(root, 'dev', name));
  const folder = '/dev/serial/by-id';
  const link = namesIn(join(root, folder)).find((id) => realPath(join(root, folder, id)) === wanted);
  return link && wanted ? `${folder}/${link}` : undefined;
}
