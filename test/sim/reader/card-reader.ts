/**
 * The far end of the reader's cable: an identity-card reader with a SAM module, on a pty.
 *
 *   node test/sim/reader/card-reader.ts --link PATH --cards DIR [--baud 115200]
 *
 * in, a line each:  {"do":"lay","card":"wang-yangli.json"} {"do":"lift"} {"do":"unplug"} {"do":"plug"}
 * out:              {"event":"ready","path":...}, then {"event":"state","plugged":...,"card":...,"read":...} on each change
 */
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { openPty, type Pty } from '../pty.ts';
import { readCardFile, type SimCard } from './card-file.ts';
import { seeded, sendPaced } from './card-line.ts';
import { type SamManners, SamModule, type Step, stepOf } from './sam-module.ts';
import { type Asked, answerFrame, QuestionParser } from './sam-wire.ts';

/** What goes wrong the next time a step is asked for. */
export type Mishap =
  | { readonly kind: 'silence' | 'bad_checksum' | 'garbage' | 'half_frame' | 'unplug' }
  /** Lifted; `saying` is a status word that the module has for it instead of its own. */
  | { readonly kind: 'lift'; readonly saying?: number }
  | { readonly kind: 'status'; readonly status: number }
  /** The answer is right, and comes when nobody waits any more; what is asked meanwhile is answered after it. */
  | { readonly kind: 'late'; readonly byMs: number };

export interface CardReaderOptions {
  readonly link?: string;
  readonly baud?: number;
  readonly seed?: number;
  readonly manners?: SamManners;
}

export class CardReader {
  readonly #link: string | undefined;
  readonly #baud: number;
  readonly #random: () => number;
  readonly #sam: SamModule;
  readonly #mishaps: [step: Step, mishap: Mishap][] = [];
  readonly #asked: Step[] = [];
  readonly #listeners: (() => void)[] = [];
  #pty: Pty | null = null;
  #answering: Promise<void> = Promise.resolve();

  private constructor({ link, baud = 115200, seed = 1, manners }: CardReaderOptions) {
    this.#sam = new SamModule(manners);
    this.#link = link;
    this.#baud = baud;
    this.#random = seeded(seed);
  }

  static async plugIn(options: CardReaderOptions = {}): Promise<CardReader> {
    const reader = new CardReader(options);
    await reader.plug();
    return reader;
  }

  /** Where the product finds it; it stays the same over unplug and plug only with a link. */
  get path(): string {
    return this.#pty?.path ?? this.#link ?? '';
  }

  get state(): { plugged: boolean; card: string | null; read: boolean } {
    return { plugged: this.#pty !== null, card: this.#sam.card?.label ?? null, read: this.#sam.wasRead };
  }

  /** Every question heard so far, oldest first. */
  get asked(): readonly Step[] {
    return this.#asked;
  }

  onChange(fn: () => void): void {
    this.#listeners.push(fn);
  }

  lay(card: SimCard): void {
    this.#sam.card = card;
    this.#changed();
  }

  lift(): void {
    this.#sam.card = null;
    this.#changed();
  }

  unplug(): void {
    this.#pty?.unplug();
    this.#pty = null;
    this.#changed();
  }

  async plug(): Promise<void> {
    if (this.#pty) return;
    this.#sam.restart();
    this.#pty = await openPty(this.#link === undefined ? {} : { link: this.#link });
    const pty = this.#pty;
    const questions = new QuestionParser();
    pty.onData((bytes) => {
      for (const asked of questions.take(bytes))
        this.#answering = this.#answering.then(() => this.#answer(asked, pty));
    });
    this.#changed();
  }

  /** The next time `step` is asked for, this happens; several are used up in their order. */
  fail(step: Step, mishap: Mishap): void {
    this.#mishaps.push([step, mishap]);
  }

  async #answer(asked: Asked, pty: Pty): Promise<void> {
    const step = stepOf(asked);
    this.#asked.push(step);
    const wasRead = this.#sam.wasRead;
    const at = this.#mishaps.findIndex(([about]) => about === step);
    const [[, mishap] = []] = at === -1 ? [] : this.#mishaps.splice(at, 1);
    if (mishap?.kind === 'lift') this.lift();
    const bytes = saidInstead(mishap) ?? this.#sam.answer(asked);
    if (mishap?.kind === 'late') await sleep(mishap.byMs);
    await this.#send(spoil(bytes, mishap), pty);
    if (mishap?.kind === 'unplug') this.unplug();
    if (this.#sam.wasRead !== wasRead) this.#changed();
  }

  #send(bytes: Uint8Array, pty: Pty): Promise<void> {
    const write = (piece: Uint8Array) => pty.write(piece);
    return sendPaced(bytes, { baud: this.#baud, random: this.#random, write });
  }

  #changed(): void {
    for (const tell of this.#listeners) tell();
  }
}

function saidInstead(mishap: Mishap | undefined): Buffer | undefined {
  if (mishap?.kind === 'status') return answerFrame(mishap.status);
  if (mishap?.kind === 'lift' && mishap.saying !== undefined) return answerFrame(mishap.saying);
  return undefined;
}

function spoil(frame: Buffer, mishap: Mishap | undefined): Buffer {
  switch (mishap?.kind) {
    case 'silence':
      return Buffer.alloc(0);
    case 'bad_checksum':
      return Buffer.concat([frame.subarray(0, -1), Buffer.of(frame.readUInt8(frame.length - 1) ^ 0x55)]);
    case 'garbage': // a wrapper's header, a preamble that lies about its length, two AA too many
      return Buffer.concat([Buffer.from('aa0512a010aaaaaa9669ffffaaaa', 'hex'), frame, Buffer.of(0xf6)]);
    case 'half_frame':
    case 'unplug':
      return frame.subarray(0, Math.floor(frame.length / 2));
    default:
      return frame;
  }
}

const order = v.variant('do', [
  v.object({ do: v.literal('lay'), card: v.string() }),
  v.object({ do: v.picklist(['lift', 'unplug', 'plug']) }),
]);

async function runProgram(): Promise<void> {
  const { values } = parseArgs({
    options: { link: { type: 'string' }, cards: { type: 'string' }, baud: { type: 'string' } },
  });
  const { link, cards, baud = '115200' } = values;
  if (!link || !cards) throw new Error('card-reader: --link PATH and --cards DIR are needed');
  const say = (line: object) => console.log(JSON.stringify(line));
  const reader = await CardReader.plugIn({ link, baud: Number(baud) });
  let laid: string | null = null;
  const stop = () => {
    reader.unplug();
    process.exit(0);
  };
  process.once('SIGTERM', stop).once('SIGINT', stop);
  say({ event: 'ready', path: reader.path });
  reader.onChange(() => {
    if (reader.state.card === null) laid = null;
    say({ event: 'state', ...reader.state, card: laid });
  });
  for await (const line of createInterface({ input: process.stdin })) {
    try {
      const wanted = v.parse(order, JSON.parse(line));
      if (wanted.do === 'lay') {
        const card = readCardFile(cards, wanted.card);
        laid = wanted.card;
        reader.lay(card);
      } else await reader[wanted.do]();
    } catch (error) {
      say({ event: 'refused', because: String(error) });
    }
  }
  stop();
}

if (import.meta.main) await runProgram();
