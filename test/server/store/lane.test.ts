import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Lane } from '../../../server/store/lane.ts';
import { type TestDatabase, testDatabase } from '../database.ts';

/** A new connection may take its time on a busy machine. */
const PATIENCE_MS = 15_000;

let database: TestDatabase;
let lane: Lane;
beforeAll(async () => {
  database = await testDatabase();
  lane = database.lane;
});
afterAll(() => database.close());

const compiled = <Row>(statement: ReturnType<typeof sql<Row>>) => statement.compile(database.db);
const echo = () => compiled(sql<{ said: number }>`select ${0}::int as said`);
const inverse = () => compiled(sql<{ said: number }>`select 1 / ${0}::int as said`);
const pid = () => compiled(sql<{ pid: number }>`select pg_backend_pid() as pid`);

it('gives each its own answer, though all are asked at once', async () => {
  const numbers = Array.from({ length: 200 }, (_, number) => number);
  const answers = await Promise.all(numbers.map((number) => lane.read(echo(), [number])));
  expect(answers).toEqual(numbers.map((said) => [{ said }]));
});

it('lets a fault hurt nobody but the one who asked', async () => {
  const answers = await Promise.allSettled([1, 0, 1].map((number) => lane.read(inverse(), [number])));
  expect(answers).toMatchObject([
    { value: [{ said: 1 }] },
    { reason: { code: '22012' } },
    { value: [{ said: 1 }] },
  ]);
});

it('plans a statement once a connection', async () => {
  await Promise.all([lane.read(echo(), [1]), lane.read(echo(), [2])]);
  const planned = compiled(
    sql<{ text: string }>`select statement as text from pg_prepared_statements where statement = ${''}`,
  );
  expect(await lane.read(planned, [echo().sql])).toHaveLength(1);
});

it('does not wait for transactions, though they hold every connection of the pool', async () => {
  const held = Promise.withResolvers<void>();
  const holding = Array.from({ length: 20 }, () => database.db.transaction().execute(() => held.promise));
  expect(await lane.read(echo(), [7])).toEqual([{ said: 7 }]);
  held.resolve();
  await Promise.all(holding);
});

it('reads over a new connection when the old one was cut, and tells those who were waiting', async () => {
  const [before] = await lane.read(pid(), []);
  const waiting = lane.read(compiled(sql`select pg_sleep(${0})`), [60]);
  const cut = expect(waiting).rejects.toThrow();
  await sql`select pg_terminate_backend(${before?.pid})`.execute(database.db);
  await cut;
  const again = () => lane.read(pid(), []).catch(() => []);
  await expect.poll(again, { timeout: PATIENCE_MS }).toHaveLength(1);
  const [after] = await lane.read(pid(), []);
  expect(after?.pid).not.toBe(before?.pid);
});
