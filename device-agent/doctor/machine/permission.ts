/**
 * Whether a user may open a device, worked out from mode, owner and group: the one who asks is the technician, the one
 * who must be let in is the user of the agent. Access lists (ACL) beside the mode are not looked at.
 */
import { userInfo } from 'node:os';
import { attribute } from './sysfs.ts';

export interface User {
  readonly name: string;
  readonly uid: number;
  /** Groups by number, its own among them. */
  readonly gids: readonly number[];
}

interface Owned {
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
}

const READ_AND_WRITE = 0o6;

export function mayOpen({ mode, uid, gid }: Owned, user: User): boolean {
  if (user.uid === 0) return true;
  const bits = uid === user.uid ? mode >> 6 : user.gids.includes(gid) ? mode >> 3 : mode;
  return (bits & READ_AND_WRITE) === READ_AND_WRITE;
}

/** As /etc/passwd and /etc/group of that root have it; undefined when there is no such user. */
export function userNamed(root: string, name: string): User | undefined {
  const found = rowsOf(root, 'etc/passwd').find(([login]) => login === name);
  if (found === undefined) return undefined;
  const gids = rowsOf(root, 'etc/group')
    .filter(([, , , members = '']) => members.split(',').includes(name))
    .map(([, , gid]) => Number(gid));
  return { name, uid: Number(found[2]), gids: [Number(found[3]), ...gids] };
}

/** Whoever runs this program, with the groups it has now: one added since its log-in does not count. */
export function userNow(): User {
  const [uid, gid] = [process.getuid?.() ?? 0, process.getgid?.() ?? 0];
  return { name: nameNow() ?? String(uid), uid, gids: [gid, ...(process.getgroups?.() ?? [])] };
}

/** A container may run us under a number that has no name. */
function nameNow(): string | undefined {
  try {
    return userInfo().username;
  } catch {
    return undefined;
  }
}

/** Its name, or its number where it has none. */
export function groupNameOf(root: string, gid: number): string {
  const found = rowsOf(root, 'etc/group').find(([, , id]) => Number(id) === gid);
  return found?.[0] ?? String(gid);
}

function rowsOf(root: string, file: string): string[][] {
  const text = attribute(root, file) ?? '';
  return text.split('\n').map((row) => row.split(':'));
}
