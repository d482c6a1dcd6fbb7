import { execFile } from 'node:child_process';
import { mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { DatabaseFault } from '../database-fault.ts';
import { findBinaries, type PostgresBinaries } from './binaries.ts';
import { clearStaleLock } from './postmaster.ts';
import { choosePostgresUser, type PostgresUser } from './user.ts';

const run = promisify(execFile);
const START_WITHIN_SECONDS = 60;
/** Characters of PostgreSQL's own log that a fault repeats. */
const LOG_TAIL = 500;
/** What the server log may hold: no statement, no row, so nothing about people. */
const SETTINGS = {
  listen_addresses: '',
  shared_buffers: '64MB',
  max_connections: '60',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
};

export interface ClusterPlace {
  /** PGDATA. */
  readonly clusterDir: string;
  /** Short: the address of a unix socket has at most 107 bytes (unix(7)). */
  readonly socketDir: string;
  readonly logFile: string;
}

/** Makes the cluster if there is none and starts it; answers when it takes connections. Throws `DatabaseFault`. */
export async function startPostgres(place: ClusterPlace): Promise<void> {
  const user = await choosePostgresUser(place.clusterDir);
  await makePrivate(place.socketDir, user);
  const binaries = await findBinaries(`${place.socketDir}/lib`);
  const execute = commandRunner(user, binaries);
  if (!(await stat(place.clusterDir).catch(() => undefined)))
    await initialise(place, binaries, user, execute);
  await clearStaleLock(place.clusterDir);
  const options = `-k ${place.socketDir}`;
  await execute([
    ...[binaries.pgCtl, 'start', '--wait', '--silent', '-t', String(START_WITHIN_SECONDS)],
    ...['-D', place.clusterDir, '-l', place.logFile, '-o', options],
  ]).catch(async (cause) => {
    const log = await readFile(place.logFile, 'utf8').catch(() => '');
    const words = `${cause.stderr}${log.slice(-LOG_TAIL)}`;
    throw new DatabaseFault('did_not_start', `PostgreSQL did not start: ${words}`, { cause });
  });
}

type Execute = (command: readonly string[]) => Promise<unknown>;

function commandRunner(user: PostgresUser, { environment }: PostgresBinaries): Execute {
  return ([...command]) => {
    const [program = '', ...args] = [...user.prefix, ...command];
    return run(program, args, { ...user.ids, env: { ...process.env, ...environment }, cwd: '/' });
  };
}

/** Made beside its place and renamed, so that a broken-off attempt never looks like a cluster. */
async function initialise(
  { clusterDir }: ClusterPlace,
  { initdb }: PostgresBinaries,
  user: PostgresUser,
  execute: Execute,
): Promise<void> {
  const draft = `${clusterDir}.new`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true, mode: 0o700 });
  await user.own(dirname(draft));
  await user.own(draft);
  const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ['--set', `${name}=${value}`]);
  await execute([
    ...[initdb, '-D', draft, '--username=linli', '--auth=trust', '--encoding=UTF8', '--no-locale'],
    ...['--no-instructions', ...settings],
  ]).catch((cause) => {
    throw new DatabaseFault(
      'did_not_start',
      `no PostgreSQL could be made in ${clusterDir}: ${String(cause.stderr)}`,
      {
        cause,
      },
    );
  });
  await rename(draft, clusterDir);
}

/**
 * Whoever can enter the socket's directory is let into the database, so it is made anew each time: what lies there is a
 * dead postmaster's, or a trap in a place where anybody may write.
 */
async function makePrivate(directory: string, user: PostgresUser): Promise<void> {
  try {
    await rm(directory, { recursive: true, force: true });
    await mkdir(directory, { mode: 0o700 });
  } catch (cause) {
    throw new DatabaseFault('not_ours', `${directory} belongs to somebody else: remove it`, { cause });
  }
  await user.own(directory);
}
