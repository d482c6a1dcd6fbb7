import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import type pg from 'pg';
import { DatabaseFault } from './database-fault.ts';

const DIRECTORY = new URL('../migrations/', import.meta.url);
/** Any number will do, as long as all servers use the same. */
const MIGRATION_LOCK = 6_102_020_01;

interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
  readonly sha256: string;
}

/**
 * Brings the database to the newest numbered SQL file, one transaction a file, inside one advisory lock: several
 * servers may start at once. Throws `DatabaseFault` `migration_changed` when a file differs from what was applied.
 */
export async function migrate(pool: pg.Pool): Promise<void> {
  const migrations = await readMigrations();
  const client = await pool.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await client.query(
      'create table if not exists migration (number int primary key, name text not null, sha256 text not null, at timestamptz not null default now())',
    );
    const { rows } = await client.query<{ number: number; sha256: string }>(
      'select number, sha256 from migration',
    );
    const applied = new Map(rows.map((row) => [row.number, row.sha256]));
    for (const migration of migrations) await apply(client, migration, applied.get(migration.number));
  } finally {
    await client.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]);
    client.release();
  }
}

async function apply(
  client: pg.PoolClient,
  migration: Migration,
  applied: string | undefined,
): Promise<void> {
  if (applied === migration.sha256) return;
  if (applied !== undefined) {
    throw new DatabaseFault('migration_changed', `${migration.name} was changed after this database took it`);
  }
  try {
    await client.query('begin');
    await client.query(migration.sql);
    await client.query('insert into migration (number, name, sha256) values ($1, $2, $3)', [
      migration.number,
      migration.name,
      migration.sha256,
    ]);
    await client.query('commit');
  } catch (cause) {
    await client.query('rollback');
    throw new DatabaseFault('migration_failed', `${migration.name}: ${String(cause)}`, { cause });
  }
}

async function readMigrations(): Promise<Migration[]> {
  const names = (await readdir(DIRECTORY)).filter((name) => /^\d{3}-.+\.sql$/u.test(name)).sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(new URL(name, DIRECTORY), 'utf8');
      return {
        number: Number(name.slice(0, 3)),
        name,
        sql,
        sha256: createHash('sha256').update(sql).digest('hex'),
      };
    }),
  );
}
