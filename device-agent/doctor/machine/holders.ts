/** Which running program has a device open: a serial line has one user, and two on one HID device hear each other's answers. */
import { readlinkSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { attribute, namesIn, realPath } from './sysfs.ts';

export interface Holder {
  readonly pid: number;
  readonly program: string;
  /** It is the agent of a kiosk. */
  readonly isAgent: boolean;
}

const AGENT = 'device-agent/main.ts';
/** Programs on the far end of a pseudoterminal hold a side of it, too, and are no users of the line. */
const PSEUDOTERMINAL = '/dev/pts/';

/** Taken once, when made. Other users' open files are seen by root alone; locks, which the agent takes on serial lines, by all. */
export class Holders {
  readonly #root: string;
  /** Process by `major:minor:inode`, as /proc/locks writes it. */
  readonly #locks: ReadonlyMap<string, number>;
  readonly #openFiles: ReadonlyMap<string, number>;

  constructor(root: string) {
    this.#root = root;
    this.#locks = locksIn(root);
    this.#openFiles = openFilesIn(root);
  }

  of(path: string): Holder | undefined {
    const real = realPath(join(this.#root, path));
    if (real === undefined) return undefined;
    const reader = real.startsWith(PSEUDOTERMINAL) ? undefined : this.#openFiles.get(real);
    const pid = this.#locks.get(lockNameOf(real)) ?? reader;
    return pid === undefined ? undefined : this.#describe(pid);
  }

  #describe(pid: number): Holder {
    const dir = join(this.#root, 'proc', String(pid));
    const isAgent = (attribute(dir, 'cmdline') ?? '').includes(AGENT);
    return { pid, program: isAgent ? 'linli' : (attribute(dir, 'comm') ?? '?'), isAgent };
  }
}

/** `1: FLOCK  ADVISORY  WRITE 812 00:06:98 0 EOF`; one that waits behind it has an arrow before FLOCK. */
function locksIn(root: string): Map<string, number> {
  const locks = new Map<string, number>();
  for (const row of (attribute(join(root, 'proc'), 'locks') ?? '').split('\n')) {
    const [, kind, , , pid, file] = row.split(/\s+/u);
    if (kind !== '->' && file !== undefined && isAnother(Number(pid))) locks.set(file, Number(pid));
  }
  return locks;
}

/** Device numbers in hexadecimal, as the kernel prints them there. */
function lockNameOf(path: string): string {
  const { dev, ino } = statSync(path);
  const major = (dev >>> 8) & 0xfff;
  const minor = (dev & 0xff) | ((dev >>> 12) & 0xfff00);
  return `${[major, minor].map((number) => number.toString(16).padStart(2, '0')).join(':')}:${ino}`;
}

function openFilesIn(root: string): Map<string, number> {
  const files = new Map<string, number>();
  for (const pid of namesIn(join(root, 'proc')).map(Number)) {
    if (!isAnother(pid)) continue;
    const dir = join(root, 'proc', String(pid), 'fd');
    for (const fd of namesIn(dir)) files.set(join(root, linkOf(join(dir, fd))), pid);
  }
  return files;
}

/** A file can be closed while we look. */
function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}

function isAnother(pid: number): boolean {
  return pid > 0 && pid !== process.pid;
}
