/** Child processes: one that runs to its end, and one that is kept alive until it is told to stop. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from './root.ts';

/** Runs a program in the repository with this process's own input and output; answers its exit code. */
export function runToEnd(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<number> {
  return exitOf(spawn(program, args, { stdio: 'inherit', env: { ...process.env, ...env } }));
}

/** As `runToEnd`, for a program that has to tidy up behind itself: what would end this process is passed on to it. */
export function runWithSignals(program: string, args: readonly string[]): Promise<number> {
  const child = spawn(program, args, { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  return exitOf(child);
}

function exitOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

/** The first line a part prints on stdout; fields beyond `url` are the part's own. */
export type Ready = { readonly event: 'ready'; readonly url: string } & Readonly<Record<string, string>>;

const STOP_WITHIN_MS = 10_000;
/** Between two attempts to start a part that has died: longer each time, so that a fault does not keep a core busy. */
const RESTART_AFTER_MS = [500, 1000, 2000, 5000, 10_000] as const;

/**
 * One long-running part of the community. It must say ready once; if it dies after that it is started again, as often
 * as it takes, as a service manager would do on a real machine.
 */
export class Part {
  readonly #name: string;
  readonly #args: readonly string[];
  #child: ChildProcess | undefined;
  #isStopping = false;

  constructor(name: string, args: readonly string[]) {
    this.#name = name;
    this.#args = args;
  }

  /** Starts it; answers its ready line. Throws when it ends before it is ready. */
  start(): Promise<Ready> {
    this.#isStopping = false;
    const child = spawn(process.execPath, this.#args, {
      cwd: root,
      // Its own process group: Ctrl-C in the terminal reaches us alone, and we stop the parts in order.
      detached: true,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#child = child;
    return new Promise((resolve, reject) => {
      let isReady = false;
      createInterface({ input: child.stdout }).on('line', (line) => {
        const ready = readyLine(line);
        if (!ready) return void process.stderr.write(`${line}\n`);
        isReady = true;
        resolve(ready);
      });
      child.on('error', reject);
      child.on('exit', (code, signal) => {
        if (!isReady) return reject(new Error(`${this.#name} ended before it was ready; why stands above.`));
        if (!this.#isStopping) void this.#startAgain(signal ?? `exit ${code}`);
      });
    });
  }

  /** Asks it to stop and waits until it has. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
    await ended;
    clearTimeout(timer);
  }

  async #startAgain(why: string): Promise<void> {
    process.stderr.write(`linli: ${this.#name} ended (${why}); starting it again\n`);
    for (let attempt = 0; ; attempt += 1) {
      await sleep(RESTART_AFTER_MS[attempt] ?? RESTART_AFTER_MS[4]);
      if (this.#isStopping) return;
      try {
        await this.start();
        return;
      } catch (error) {
        process.stderr.write(`linli: ${error instanceof Error ? error.message : String(error)}\n`);
      }
    }
  }
}

function readyLine(line: string): Ready | undefined {
  if (!line.startsWith('{"event":"ready"')) return undefined;
  return JSON.parse(line) as Ready;
}
