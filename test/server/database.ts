import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type Db, openDatabase } from '../../server/store/database.ts';
import { runPostgres } from '../../server/store/embedded/postgres.ts';
import type { Lane } from '../../server/store/lane.ts';

export interface TestDatabase {
  readonly db: Db;
  readonly lane: Lane;
  /** For programs that are given a `database.url`. */
  readonly url: string;
  close(): Promise<void>;
}

/** One cluster for all test files of this user; each test file has a database of its own, migrated, empty. */
const CLUSTER = join(tmpdir(), `linli-tests-${process.getuid?.() ?? 0}`);

/** A real PostgreSQL database, dropped on close. */
export async function testDatabase(): Promise<TestDatabase> {
  const postgres = await runPostgres(CLUSTER);
  const name = `test_${randomBytes(8).toString('hex')}`;
  await administer(postgres.url('postgres'), `create database ${name}`);
  const url = postgres.url(name);
  const { db, lane, close } = await openDatabase({ url });
  return {
    db,
    lane,
    url,
    close: async () => {
      await close();
      await administer(postgres.url('postgres'), `drop database ${name} with (force)`);
      await postgres.close();
    },
  };
}

async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement);
  await client.end();
}
