import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { type ClusterPlace, startPostgres } from './postgres-start.ts';
import { findPostmaster, stopPostmaster } from './postmaster.ts';
import { alone } from './start-mutex.ts';

const USER = 'linli';
/** The application name of the one connection by which each process shows that it uses the cluster. */
const HOLDER = 'linli holder';
const RESTART_AFTER_MS = 500;

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
      const live = await findPostmaster(this.#place.clusterDir);
      if (!live) await startPostgres(this.#place);
      this.#socketDir = live?.socketDir ?? this.#place.socketDir;
      await this.#hold();
    });
  }

  close(): Promise<void> {
    this.#closing = true;
    return alone(this.#place.clusterDir, async () => {
      const others = await this.#othersHolding();
      await this.#holder?.end();
      if (!others) await stopPostmaster(this.#place.clusterDir);
    });
  }

  async #hold(): Promise<void> {
    const holder = new pg.Client({ connectionString: this.url('postgres'), application_name: HOLDER });
    holder.on('error', () => {});
    await holder.connect();
    holder.once('end', () => void this.#reopen());
    this.#holder = holder;
  }

  async #reopen(): Promise<void> {
    while (!this.#closing) {
      const isOpen = await this.open().then(
        () => true,
        () => false,
      );
      if (isOpen) return;
      await wait(RESTART_AFTER_MS);
    }
  }

  async #othersHolding(): Promise<boolean> {
    const answer = await this.#holder
      ?.query('select 1 from pg_stat_activity where application_name = $1 and pid <> pg_backend_pid()', [
        HOLDER,
      ])
      .catch(() => undefined);
    return (answer?.rowCount ?? 0) > 0;
  }
}

function urlOf(socketDir: string, database: string): string {
  return `postgresql:///${database}?host=${encodeURIComponent(socketDir)}&user=${USER}`;
}
