import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type OpenDatabase, openDatabase } from '../../../server/store/database.ts';

const PATIENCE_MS = 15_000;

/** A cluster of its own: a backend that is killed takes all others of its cluster with it. */
let dir: string;
let database: OpenDatabase;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'linli-pool-'));
  database = await openDatabase({ dir });
});
afterAll(async () => {
  await database.close();
  await rm(dir, { recursive: true });
});

const pidOf = async () =>
  (await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(database.db)).rows[0]?.pid;
const running = async (pid: number) =>
  (await sql`select from pg_stat_activity where pid = ${pid} and state = 'active'`.execute(database.db)).rows;

it('outlives a connection that breaks in the middle of a query', async () => {
  const pid = (await pidOf()) ?? 0;
  const asleep = sql`select pg_sleep(60)`.execute(database.db);
  const broken = expect(asleep).rejects.toThrow(/^Connection terminated/u);
  await expect.poll(() => running(pid), { timeout: PATIENCE_MS }).toHaveLength(1);
  process.kill(pid, 'SIGKILL');
  await broken;
  await expect
    .poll(() => pidOf().catch(() => undefined), { timeout: PATIENCE_MS })
    .toEqual(expect.any(Number));
});
