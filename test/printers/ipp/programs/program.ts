/** Programs of others that a test starts and must end, whatever becomes of the test. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const START_WITHIN_MS = 15_000;

/** Throws when a Debian package is missing. */
export function demand(needed: readonly (readonly [path: string, debianPackage: string])[]): void {
  for (const [path, debianPackage] of needed)
    if (!existsSync(path)) throw new Error(`${path} is missing: apt-get install ${debianPackage}`);
}

/** In a group of its own, so that what it starts can be ended with it. */
export function startProgram(path: string, args: readonly string[]): ChildProcess {
  return spawn(path, args, { stdio: 'ignore', detached: true });
}

function isRunning(child: ChildProcess | undefined): child is ChildProcess {
  return child?.pid !== undefined && child.exitCode === null && child.signalCode === null;
}

export async function endProgram(
  child: ChildProcess | undefined,
  signal: 'SIGTERM' | 'SIGKILL',
): Promise<void> {
  if (!isRunning(child)) return;
  const ended = once(child, 'exit');
  process.kill(-Number(child.pid), signal);
  await ended;
}

/** `what`: who did not come up, when it does not. */
export async function eventually(what: string, isTrue: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + START_WITHIN_MS;
  while (!(await isTrue())) {
    if (performance.now() > deadline) throw new Error(`${what} did not start`);
    await sleep(50);
  }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
