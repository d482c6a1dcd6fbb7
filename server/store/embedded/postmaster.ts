import { access, readFile, readlink, realpath, rm } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { DatabaseFault } from '../database-fault.ts';

const LOOK_EVERY_MS = 20;
const STOP_WITHIN_MS = 20_000;

/** The first process of a PostgreSQL and the directory of its socket. */
export interface Postmaster {
  readonly pid: number;
  readonly socketDir: string;
}

/**
 * The live postmaster of a cluster, from its `postmaster.pid` (line 1: process, line 5: socket directory).
 * After a power cut the file may name a process id that somebody else has now, so the process must have the cluster
 * as its working directory, as every postmaster has.
 */
export async function findPostmaster(clusterDir: string): Promise<Postmaster | undefined> {
  const lines = await readFile(`${clusterDir}/postmaster.pid`, 'utf8').then(
    (text) => text.split('\n'),
    () => [],
  );
  const pid = Number(lines[0]);
  const socketDir = lines[4];
  if (!pid || !socketDir) return undefined;
  const home = await readlink(`/proc/${pid}/cwd`).catch(() => undefined);
  return home === (await realpath(clusterDir)) ? { pid, socketDir } : undefined;
}

export function hasSocket({ socketDir }: Postmaster): Promise<boolean> {
  return access(`${socketDir}/.s.PGSQL.5432`).then(
    () => true,
    () => false,
  );
}

/** Removes what a dead postmaster left: PostgreSQL believes a lock file whose process id is in use by anybody. */
export async function clearStaleLock(clusterDir: string): Promise<void> {
  await rm(`${clusterDir}/postmaster.pid`, { force: true });
}

/** Fast shutdown (SIGINT): breaks off sessions, writes a checkpoint, leaves nothing to recover. */
export async function stopPostmaster(clusterDir: string, { withinMs = STOP_WITHIN_MS } = {}): Promise<void> {
  const postmaster = await findPostmaster(clusterDir);
  if (!postmaster) return;
  process.kill(postmaster.pid, 'SIGINT');
  for (const deadline = Date.now() + withinMs; Date.now() < deadline; await wait(LOOK_EVERY_MS)) {
    if (!(await findPostmaster(clusterDir))) return;
  }
  throw new DatabaseFault(
    'did_not_stop',
    `PostgreSQL ${postmaster.pid} still runs ${withinMs} ms after it was told to stop`,
  );
}
