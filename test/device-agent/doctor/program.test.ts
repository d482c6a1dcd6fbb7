import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { CardReader } from '#sim/reader/card-reader.ts';

const PROJECT = join(import.meta.dirname, '../../..');

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'doctor-program-'));
  return () => rmSync(dir, { recursive: true });
});

/** A program of the project, which ends by itself; `demo` is an empty folder, so that no demonstration is examined. */
async function run(program: string, ...args: string[]) {
  const child = spawn(process.execPath, [join(PROJECT, program), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, LINLI_DEMO_DIR: join(dir, 'demo') },
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const said = await text(child.stdout);
  return { code: await ended, said, summary: said.trimEnd().split('\n').at(-1) };
}

const kioskFile = (devices: string) => {
  const file = join(dir, 'kiosk.yaml');
  writeFileSync(
    file,
    `kiosk: { id: a-1, name: 甲 }\nlisten: { port: 0 }\nserver: { url: "http://127.0.0.1:9" }\n${devices}`,
  );
  return file;
};

it('examines a kiosk by its file, and ends with 1 when something is wrong', async () => {
  const reader = await CardReader.plugIn();
  onTestFinished(() => reader.unplug());
  const file = kioskFile(`reader: { kind: serial, path: ${reader.path}, baud: auto }\n`);
  const { code, said, summary } = await run('device-agent/doctor.ts', '--settings', file, '--user', 'root');
  expect(said).toMatch(/^好 {4}读卡器 {2}能用，\d+ 毫秒有应答$/mu);
  expect(said).toContain('不对  服务器  连不上\n      http://127.0.0.1:9\n      怎么办：');
  expect(summary).toMatch(/^共 \d+ 项：好 \d+，注意 \d+，不对 \d+。先修“不对”的，再运行一次。$/u);
  expect(code).toBe(1);
});

it('ends with 2 when the file cannot be read', async () => {
  const { code, said } = await run('start/main.ts', 'doctor', '--kiosk', join(dir, 'none.yaml'));
  expect(said.replaceAll(/\s+/gu, ' ')).toContain('cannot be read; name a settings file that exists');
  expect(code).toBe(2);
});

it('is of use on a fresh machine, without any file', async () => {
  const { code, said } = await run('start/main.ts', 'doctor');
  expect(said).toContain('还没有指明 kiosk.yaml。');
  expect(code).toBe(said.includes('\n不对  ') ? 1 : 0); // it looks at whatever hangs on the machine that runs the tests
});

it('refuses an option that it does not know, and says so', async () => {
  const { code, said } = await run('device-agent/doctor.ts', '--kioks', 'kiosk.yaml');
  expect(said).toContain("不认识：Unknown option '--kioks'\n用法：npm run doctor -- ");
  expect(code).toBe(2);
});

it('ends quietly when whoever reads has seen enough, as head does', async () => {
  const child = spawn(process.execPath, [join(PROJECT, 'device-agent/doctor.ts')]);
  child.stdout.destroy();
  expect(await text(child.stderr)).toBe('');
});

it('leaves a file alone that is there already', async () => {
  const file = kioskFile('');
  const before = readFileSync(file, 'utf8');
  const { code, said } = await run('start/main.ts', 'doctor', '--write', file);
  expect(said).toContain(`没有写：${file} 已经有了`);
  expect(readFileSync(file, 'utf8')).toBe(before);
  expect(code).toBe(2);
});
