/** A server's settings in a folder of their own, and the programs of server/ run with them as staff run them. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { object, parse, string } from 'valibot';
import { onTestFinished } from 'vitest';
import { findPostmaster } from '../../../server/store/embedded/postmaster.ts';

const ROOT = join(import.meta.dirname, '../../..');
const ready = object({ event: string(), url: string() });

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface House {
  readonly dir: string;
  /** Path of server.yaml. */
  readonly settings: string;
  /** A program to its end. */
  run(program: string, ...args: readonly string[]): Promise<Ended>;
  /** The server, once it says that it is ready; killed when the test is over. */
  start(): Promise<{ readonly child: ChildProcess; readonly url: string }>;
  close(): Promise<void>;
}

export async function openHouse(): Promise<House> {
  const dir = await mkdtemp(join(tmpdir(), 'linli-server-'));
  const settings = join(dir, 'server.yaml');
  await writeFile(
    settings,
    `listen: { port: 0 }
community: { code: "610202001001", name: 红旗社区, issuer: 红旗社区居民委员会 }
database: { dir: ${join(dir, 'database')} }
keys: { dir: ${join(dir, 'keys')} }
`,
  );
  return {
    dir,
    settings,
    run: (program, ...args) => run([program, '--settings', settings, ...args]),
    start: () => start(settings),
    close: async () => {
      const left = await findPostmaster(join(dir, 'database/pg'));
      if (left) process.kill(left.pid, 'SIGQUIT');
      await rm(dir, { recursive: true, maxRetries: 20 });
    },
  };
}

function run(words: readonly string[]): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(process.execPath, words, { cwd: ROOT }, (fault, stdout, stderr) =>
      resolve({ code: Number(fault?.code ?? 0), stdout, stderr }),
    );
  });
}

async function start(settings: string): Promise<{ readonly child: ChildProcess; readonly url: string }> {
  const child = spawn(process.execPath, ['server/main.ts', '--settings', settings], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [line] = await once(createInterface(child.stdout), 'line');
  const { event, url } = parse(ready, JSON.parse(line));
  if (event !== 'ready') throw new Error(`not ready: ${line}`);
  return { child, url };
}

/** Its exit code. */
export async function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<unknown> {
  child.kill(signal);
  const [code] = await once(child, 'exit');
  return code;
}
