/**
 * The far end of a code scanner's cable: a scanner in serial mode, on a pty.
 *
 *   node test/sim/scanner.ts --link PATH [--suffix cr|lf|crlf|tab|none]
 *
 * in, a line each:  {"do":"show","code":"..."} {"do":"unplug"} {"do":"plug"}
 * out:              {"event":"ready","path":...}, then {"event":"state","plugged":...} on each change
 */
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { openPty, type Pty } from './pty.ts';

const SUFFIXES = { cr: '\r', lf: '\n', crlf: '\r\n', tab: '\t', none: '' } as const;
export type Suffix = keyof typeof SUFFIXES;

export interface CodeScannerOptions {
  readonly link: string;
  /** What it sends after a code. */
  readonly suffix?: Suffix;
}

export class CodeScanner {
  readonly path: string;
  readonly #suffix: string;
  readonly #listeners: (() => void)[] = [];
  #pty: Pty | null = null;

  private constructor({ link, suffix = 'cr' }: CodeScannerOptions) {
    this.path = link;
    this.#suffix = SUFFIXES[suffix];
  }

  static async plugIn(options: CodeScannerOptions): Promise<CodeScanner> {
    const scanner = new CodeScanner(options);
    await scanner.plug();
    return scanner;
  }

  get state(): { plugged: boolean } {
    return { plugged: this.#pty !== null };
  }

  onChange(fn: () => void): void {
    this.#listeners.push(fn);
  }

  /** Somebody holds a code before the window. */
  show(code: string): void {
    this.send(Buffer.from(code + this.#suffix));
  }

  /** Whatever bytes, and nothing after them. */
  send(bytes: Uint8Array): void {
    this.#pty?.write(bytes);
  }

  unplug(): void {
    this.#pty?.unplug();
    this.#pty = null;
    this.#changed();
  }

  async plug(): Promise<void> {
    if (this.#pty) return;
    this.#pty = await openPty({ link: this.path });
    this.#changed();
  }

  #changed(): void {
    for (const tell of this.#listeners) tell();
  }
}

const order = v.variant('do', [
  v.object({ do: v.literal('show'), code: v.string() }),
  v.object({ do: v.picklist(['unplug', 'plug']) }),
]);
const suffixName = v.optional(
  v.custom<Suffix>((name) => typeof name === 'string' && Object.hasOwn(SUFFIXES, name)),
  'cr',
);

async function runProgram(): Promise<void> {
  const { values } = parseArgs({ options: { link: { type: 'string' }, suffix: { type: 'string' } } });
  if (!values.link) throw new Error('scanner: --link PATH is needed');
  const say = (line: object) => console.log(JSON.stringify(line));
  const suffix = v.parse(suffixName, values.suffix);
  const scanner = await CodeScanner.plugIn({ link: values.link, suffix });
  const stop = () => {
    scanner.unplug();
    process.exit(0);
  };
  process.once('SIGTERM', stop).once('SIGINT', stop);
  say({ event: 'ready', path: scanner.path });
  scanner.onChange(() => say({ event: 'state', ...scanner.state }));
  for await (const line of createInterface({ input: process.stdin })) {
    try {
      const wanted = v.parse(order, JSON.parse(line));
      if (wanted.do === 'show') scanner.show(wanted.code);
      else await scanner[wanted.do]();
    } catch (error) {
      say({ event: 'refused', because: String(error) });
    }
  }
  stop();
}

if (import.meta.main) await runProgram();
