import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { openDatabase } from '../../server/store/database.ts';
import { findPostmaster } from '../../server/store/embedded/postmaster.ts';
import { registerOf, residentNumber } from './residents/register.ts';
import { TestKiosk } from './test-kiosk.ts';

const ROOT = join(import.meta.dirname, '../..');

/** Each test starts whole programs with databases of their own. */
vi.setConfig({ testTimeout: 60_000 });

let dir: string;
let settings: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'linli-server-'));
  settings = join(dir, 'server.yaml');
  await writeFile(
    settings,
    `listen: { port: 0 }
community: { code: "610202001001", name: 红旗社区, issuer: 红旗社区居民委员会 }
database: { dir: ${join(dir, 'database')} }
keys: { dir: ${join(dir, 'keys')} }
`,
  );
});
afterEach(async () => {
  const left = await findPostmaster(join(dir, 'database/pg'));
  if (left) process.kill(left.pid, 'SIGQUIT');
  await rm(dir, { recursive: true, maxRetries: 20 });
});

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function run(program: string, ...args: readonly string[]): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [program, '--settings', settings, ...args],
      { cwd: ROOT },
      (fault, stdout, stderr) => resolve({ code: Number(fault?.code ?? 0), stdout, stderr }),
    );
  });
}

async function start(): Promise<{ readonly child: ChildProcess; readonly url: string }> {
  const child = spawn(process.execPath, ['server/main.ts', '--settings', settings], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [line] = await once(createInterface(child.stdout), 'line');
  expect(JSON.parse(line)).toMatchObject({ event: 'ready', url: expect.any(String) });
  return { child, url: JSON.parse(line).url };
}

async function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<unknown> {
  child.kill(signal);
  const [code] = await once(child, 'exit');
  return code;
}

/** Every file below, as bytes. */
async function filesBelow(directory: string): Promise<Buffer[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return Promise.all(files.map((entry) => readFile(join(entry.parentPath, entry.name))));
}

it('refuses a register with a bad row among 10,000: line and reason, no data, nothing imported', async () => {
  const file = join(dir, 'register.csv');
  const lines = registerOf(10_000).split('\n');
  const good = lines[7776] ?? '';
  lines[7776] = good.replace(',女,', ',?,');
  await writeFile(file, lines.join('\n'));
  const refused = await run('server/import-residents.ts', file);
  expect(refused).toMatchObject({ code: 1, stdout: '' });
  expect(refused.stderr).toMatch(/^line 7777: sex: .+\nnothing was imported/u);
  expect(refused.stderr).not.toContain(residentNumber(7775));

  lines[7776] = good;
  await writeFile(file, lines.join('\n'));
  expect(await run('server/import-residents.ts', file)).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('imported 10000 residents'),
  });
});

it('says in one sentence that there is no such file', async () => {
  const ended = await run('server/import-residents.ts', join(dir, 'nothing.csv'));
  expect(ended.code).toBe(1);
  expect(ended.stderr.trim().split('\n')).toHaveLength(1);
  expect(ended.stderr).toContain('nothing.csv');
});

it.each<[string, (taken: number) => string, RegExp]>([
  [
    'another program has its port',
    (taken) => `listen: { port: ${taken} }`,
    /^listen EADDRINUSE.+:\d+: stop the other program/u,
  ],
  [
    'its keys lie under a file',
    () => `keys: { dir: ${settings}/keys }`,
    /server\.yaml\/keys.+: a file stands where a folder/u,
  ],
  [
    'its database is a file',
    () => `database: { dir: ${settings} }`,
    /server\.yaml'?: a file stands where a folder/u,
  ],
  [
    'no PostgreSQL answers',
    () => 'database: { url: "postgresql://127.0.0.1:1/linli" }',
    /127\.0\.0\.1:1: nobody answers there/u,
  ],
])('says in one sentence that %s', async (_, section, sentence) => {
  const other = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void other.close());
  await once(other, 'listening');
  const [key = '', ...rest] = section((other.address() as AddressInfo).port).split(':');
  const kept = (await readFile(settings, 'utf8')).replace(new RegExp(`^${key}:.*\n`, 'mu'), '');
  await writeFile(settings, `${kept}${key}:${rest.join(':')}\n`);
  const { code, stdout, stderr } = await run('server/main.ts');
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(sentence);
  expect(stderr.trim().split('\n')).toHaveLength(1);
});

it.each(['server/main.ts', 'server/enrol-kiosk.ts'])(
  'ends %s with code 2 when the settings are wrong, and names the line',
  async (program) => {
    await writeFile(settings, 'listen: { prot: 1 }\n');
    const ended = await run(program);
    expect(ended).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('server.yaml:1') });
  },
);

it('imports, enrols and revokes while it runs, and stops cleanly with its database', async () => {
  const { child, url } = await start();
  const file = join(dir, 'register.csv');
  await writeFile(file, registerOf(3));
  expect(await run('server/import-residents.ts', file)).toMatchObject({ code: 0 });
  const { stdout: code } = await run('server/enrol-kiosk.ts');
  const kiosk = new TestKiosk();
  const enrolled = await fetch(`${url}/api/kiosks`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      kiosk: kiosk.id,
      name: '样例一号机',
      code: code.trim(),
      publicKey: kiosk.publicKey,
    }),
  });
  expect(enrolled.status).toBe(201);
  expect((await kiosk.send(url, 'POST', '/api/kiosks/nonces')).status).toBe(201);
  expect((await run('server/enrol-kiosk.ts', '--revoke', kiosk.id)).code).toBe(0);
  expect((await kiosk.send(url, 'POST', '/api/kiosks/nonces')).status).toBe(401);
  expect(await stop(child, 'SIGINT')).toBe(0);
  expect(await findPostmaster(join(dir, 'database/pg'))).toBeUndefined();
});

it('says that the audit is whole, and at which entry it is broken', async () => {
  for (const _ of [1, 2, 3]) expect((await run('server/enrol-kiosk.ts')).code).toBe(0);
  expect(await run('server/verify-audit.ts')).toMatchObject({ code: 0, stdout: 'whole: 3 entries\n' });
  const { db, close } = await openDatabase({ dir: join(dir, 'database') });
  await sql`alter table audit_entry disable trigger user`.execute(db);
  await sql`update audit_entry set actor = 'staff:x' where seq = 2`.execute(db);
  await close();
  expect(await run('server/verify-audit.ts')).toMatchObject({ code: 1, stdout: 'broken at entry 2\n' });
});

it('does not work with other keys than those that sealed the register, also when they were lost in part', async () => {
  const file = join(dir, 'register.csv');
  await writeFile(file, registerOf(3));
  expect(await run('server/import-residents.ts', file)).toMatchObject({ code: 0 });
  for (const [key, program, ...args] of [
    ['index.key', 'server/import-residents.ts', file],
    ['fields.key', 'server/main.ts'],
  ] as const) {
    await rename(join(dir, 'keys', key), join(dir, key));
    const { code, stdout, stderr } = await run(program, ...args);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toBe(
      'keys.dir does not hold the keys with which the register was sealed; put back the copy you kept\n',
    );
    await rename(join(dir, key), join(dir, 'keys', key));
  }
  expect(await run('server/import-residents.ts', file)).toMatchObject({ code: 0 });
});

it('goes on where it was after kill -9', async () => {
  const first = await start();
  await stop(first.child, 'SIGKILL');
  const { child, url } = await start();
  expect((await fetch(`${url}/api/health`)).status).toBe(200);
  expect(await stop(child, 'SIGTERM')).toBe(0);
});

it('answers 503 and nothing worse while its database is away, and recovers by itself', async () => {
  const { child, url } = await start();
  const before = await findPostmaster(join(dir, 'database/pg'));
  process.kill(before?.pid ?? 0, 'SIGKILL');
  const answers = new Set<string>();
  for (const deadline = Date.now() + 30_000; Date.now() < deadline; await wait(20)) {
    const answer = await fetch(`${url}/api/health`);
    answers.add(`${answer.status} ${await answer.text()}`);
    const now = await findPostmaster(join(dir, 'database/pg'));
    if (answer.ok && now && now.pid !== before?.pid) break;
  }
  const away = { title: 'database unavailable', status: 503, code: 'database_unavailable' };
  expect([...answers].sort()).toEqual(['200 {"status":"up"}', `503 ${JSON.stringify(away)}`]);
  expect((await fetch(`${url}/api/health`)).status).toBe(200);
  expect(await stop(child, 'SIGTERM')).toBe(0);
});

it('seeds an empty demonstration once', async () => {
  await writeFile(settings, `${await readFile(settings, 'utf8')}seed: demo\n`);
  const { child } = await start();
  await stop(child, 'SIGTERM');
  const again = await start();
  await stop(again.child, 'SIGTERM');
  const { db, close } = await openDatabase({ dir: join(dir, 'database') });
  const residents = await db.selectFrom('resident').select('id').execute();
  const actions = await db.selectFrom('audit_entry').select('action').execute();
  await close();
  expect(residents).toHaveLength(43);
  expect(actions).toEqual([{ action: 'register_imported' }]);
});

it('leaves no name, number, address or phone in any file of the database', async () => {
  const file = join(dir, 'register.csv');
  const canary = {
    name: '金丝雀样例',
    address: '金丝雀巷7号',
    phone: '13712345678',
    household: 'CANARY-HOUSE',
  };
  await writeFile(
    file,
    registerOf(1)
      .replace('样例0', canary.name)
      .replace('样例路0号', canary.address)
      .replace('13800000000', canary.phone)
      .replace('H0', canary.household),
  );
  expect(await run('server/import-residents.ts', file)).toMatchObject({ code: 0 });
  const bytes = Buffer.concat(await filesBelow(join(dir, 'database')));
  expect(bytes.includes(canary.household), 'what is not sealed is there to be found').toBe(true);
  for (const secret of [canary.name, canary.address, canary.phone, residentNumber(0)]) {
    expect(bytes.includes(secret)).toBe(false);
  }
});
