/** A far end run as a child: commands go down its stdin, events come up its stdout, one JSON object a line. */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { type InferOutput, looseObject, safeParse, string } from 'valibot';

const farEndEvent = looseObject({ event: string() });
export type FarEndEvent = InferOutput<typeof farEndEvent>;

interface Options {
  readonly program: string;
  /** Asked anew for each start, so that a far end can come back at the address it had. */
  readonly args: () => readonly string[];
  readonly onEvent: (event: FarEndEvent) => void;
  /** The program ended though nobody asked it to. It is started again by itself. */
  readonly onDeath: () => void;
  readonly restartAfterMs?: number;
  readonly killAfterMs?: number;
}

type Child = ChildProcessByStdio<Writable, Readable, null>;

export class FarEndProcess {
  readonly #options: Options;
  #child: Child | undefined;
  #restart: NodeJS.Timeout | undefined;
  #stopping = false;

  constructor(options: Options) {
    this.#options = options;
  }

  start(): void {
    const { program, args, onEvent } = this.#options;
    const child = spawn(process.execPath, [program, ...args()], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.#child = child;
    child.stdin.on('error', () => {}); // a command to a program that has just died; its death is told by `close`
    createInterface(child.stdout).on('line', (line) => {
      const event = parseEvent(line);
      if (event !== undefined) onEvent(event);
    });
    child.once('close', () => this.#ended(child));
  }

  /** False when the program is not there to hear it. */
  send(command: Readonly<Record<string, unknown>>): boolean {
    if (this.#child === undefined) return false;
    this.#child.stdin.write(`${JSON.stringify(command)}\n`);
    return true;
  }

  /** Resolves when the program is gone, by force if it does not go by itself. */
  async stop(): Promise<void> {
    this.#stopping = true;
    clearTimeout(this.#restart);
    const child = this.#child;
    if (child === undefined) return;
    const closed = once(child, 'close');
    const force = setTimeout(() => child.kill('SIGKILL'), this.#options.killAfterMs ?? 2000);
    child.stdin.end();
    child.kill('SIGTERM');
    await closed;
    clearTimeout(force);
  }

  #ended(child: Child): void {
    if (this.#child === child) this.#child = undefined;
    if (this.#stopping) return;
    this.#options.onDeath();
    this.#restart = setTimeout(() => this.start(), this.#options.restartAfterMs ?? 1000);
  }
}

/** A line that is no event belongs to whoever reads the logs. */
function parseEvent(line: string): FarEndEvent | undefined {
  try {
    const parsed = safeParse(farEndEvent, JSON.parse(line));
    if (parsed.success) return parsed.output;
  } catch {
    // not JSON: falls through to the log
  }
  process.stderr.write(`${line}\n`);
  return undefined;
}
