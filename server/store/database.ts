import { Kysely, PostgresDialect } from 'kysely';
import { runPostgres } from './embedded/postgres.ts';
import { Lane } from './lane.ts';
import { migrate } from './migrate.ts';
import { laneClient, openPool } from './pool.ts';
import type { Tables } from './tables.ts';

export type Db = Kysely<Tables>;

/** Where the database is: a directory for the embedded PostgreSQL, or the address of another one. */
export type DatabaseSettings = { readonly dir: string } | { readonly url: string };

export interface OpenDatabase {
  readonly db: Db;
  /** For what is read again and again. */
  readonly lane: Lane;
  /** Waits for running queries; stops the embedded PostgreSQL when nobody else uses it. */
  close(): Promise<void>;
}

/** Opens the database and brings it up to date. Throws `DatabaseFault`. */
export async function openDatabase(settings: DatabaseSettings): Promise<OpenDatabase> {
  if ('url' in settings) return connect(settings.url);
  const postgres = await runPostgres(settings.dir);
  try {
    const database = await connect(postgres.url('postgres'));
    return {
      ...database,
      close: async () => {
        await database.close();
        await postgres.close();
      },
    };
  } catch (cause) {
    await postgres.close();
    throw cause;
  }
}

async function connect(url: string): Promise<OpenDatabase> {
  const pool = openPool(url);
  try {
    await migrate(pool);
  } catch (cause) {
    await pool.end();
    throw cause;
  }
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  const lane = new Lane(() => laneClient(url));
  return {
    db,
    lane,
    close: async () => {
      await lane.close();
      await db.destroy();
    },
  };
}
