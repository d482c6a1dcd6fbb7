import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { logToStderr } from '../../log.ts';
import { DatabaseFault } from '../database-fault.ts';
import { findPostmaster, hasSocket, type Postmaster, stopPostmaster } from './postmaster.ts';
import { type ClusterPlace, startPostgres } from './start.ts';
import { alone } from './start-mutex.ts';

const USER = 'linli';
/** The application name of the one connection by which each process shows that it uses the cluster. */
const HOLDER = 'linli holder';
const RESTART_AFTER_MS = 500;
/** Recovery after a crash takes seconds, on a slow disk more. */
const OPEN_WITHIN_MS = 60_000;
const TRY_EVERY_MS = 100;

/**
 * The embedded PostgreSQL of one directory, shared by every process that opens it.
 *
 * Opening adopts a live postmaster (one may have outlived a killed server) or starts one. Each process holds one
 * connection for as long as it uses the cluster; whoever closes last stops it, so an import may come and go while the
 * server runs, and a server may come and go while an import runs. A postmaster that dies is started again.
 */
export interface Postgres {
  url(database: string): string;
  close(): Promise<void>;
}

/** Throws `DatabaseFault`. */
export async function runPostgres(dir: string): Promise<Postgres> {
  const place = placeOf(resolve(dir));
  await mkdir(resolve(dir), { recursive: true, mode: 0o700 });
  const supervisor = new Supervisor(place);
  await supervisor.open();
  return supervisor;
}

function placeOf(dir: string): ClusterPlace {
  const name = createHash('sha256').update(dir).digest('hex').slice(0, 16);
  return {
    clusterDir: join(dir, 'pg'),
    logFile: join(dir, 'postgres.log'),
    socketDir: join(tmpdir(), `linli-${name}`),
  };
}

class Supervisor implements Postgres {
  readonly #place: ClusterPlace;
  #socketDir: string;
  #holder: pg.Client | undefined;
  #closing = false;

  constructor(place: ClusterPlace) {
    this.#place = place;
    this.#socketDir = place.socketDir;
  }

  url(database: string): string {
    return urlOf(this.#socketDir, database);
  }

  open(): Promise<void> {
    return alone(this.#place.clusterDir, async () => {
      for (const deadline = Date.now() + OPEN_WITHIN_MS; !this.#closing; await wait(TRY_EVERY_MS)) {
        const live = await this.#adoptable();
        if (!live) await startPostgres(this.#place);
        this.#socketDir = live?.socketDir ?? this.#place.socketDir;
        if (await this.#hold()) return;
        if (Date.now() > deadline)
          throw new DatabaseFault('did_not_start', 'PostgreSQL takes no connections');
      }
    });
  }

  close(): Promise<void> {
    this.#closing = true;
    return alone(this.#place.clusterDir, async () => {
      const others = await this.#othersHolding();
      await this.#holder?.end();
      if (others) return;
      await stopPostmaster(this.#place.clusterDir);
      await rm(this.#place.socketDir, { recursive: true, force: true });
    });
  }

  /** A live postmaster, unless somebody swept its socket away: that one cannot be reached any more. */
  async #adoptable(): Promise<Postmaster | undefined> {
    const live = await findPostmaster(this.#place.clusterDir);
    if (!live || (await hasSocket(live))) return live;
    await stopPostmaster(this.#place.clusterDir);
    return undefined;
  }

  /** False while PostgreSQL is still starting up, or already shutting down. */
  async #hold(): Promise<boolean> {
    const holder = new pg.Client({ connectionString: this.url('postgres'), application_name: HOLDER });
    holder.on('error', () => {});
    try {
      await holder.connect();
    } catch (fault) {
      if (isPassing(fault)) return false;
      throw fault;
    }
    holder.once('end', () => void this.#reopen());
    this.#holder = holder;
    return true;
  }

  /** What is tried twice a second is told once. */
  async #reopen(): Promise<void> {
    let told = '';
    while (!this.#closing) {
      const fault = await this.#openAgain();
      if (fault === undefined) return;
      if (fault !== told) logToStderr('database_away', { sentence: fault });
      told = fault;
      await wait(RESTART_AFTER_MS);
    }
  }

  /** Why not, if not. Under a running server no cluster is made: an empty one would say of every resident that there is none. */
  async #openAgain(): Promise<string | undefined> {
    const { clusterDir } = this.#place;
    if (!existsSync(clusterDir))
      return `${clusterDir} is gone: put it back, or start the server again to begin with an empty one`;
    return this.open().then(
      () => undefined,
      (fault) => String(fault),
    );
  }

  /** Takes our own name down first: a connection that is ended stays in the list for a moment. */
  async #othersHolding(): Promise<boolean> {
    try {
      await this.#holder?.query(`set application_name = 'linli leaving'`);
      const answer = await this.#holder?.query('select 1 from pg_stat_activity where application_name = $1', [
        HOLDER,
      ]);
      return (answer?.rowCount ?? 0) > 0;
    } catch {
      return false;
    }
  }
}

/** 57P03: cannot connect now; the others: the socket of one that has just gone. */
function isPassing(fault: unknown): boolean {
  const code = fault instanceof Error && 'code' in fault ? fault.code : undefined;
  return code === '57P03' || code === 'ECONNREFUSED' || code === 'ENOENT' || code === 'ECONNRESET';
}

function urlOf(socketDir: string, database: string): string {
  return `postgresql:///${database}?host=${encodeURIComponent(socketDir)}&user=${USER}`;
}
