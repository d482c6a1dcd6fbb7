/** Lays card after card on a simulated reader, before a card station in a process of its own, and sees how each ends. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Fault } from '#agent/contract/faults.ts';
import type { SimCard } from '#sim/reader/card-file.ts';
import { CardReader } from '#sim/reader/card-reader.ts';
import type { ReaderView } from '../../device-agent/card/card-station.ts';
import { recordOf } from './people.ts';
import type { FromStation, Memory, Shown, ToStation } from './station-process.ts';
import type { Ending, Trial } from './trials.ts';

/** Whatever takes longer than any sum of the product's waits hangs. */
const HANGS_AFTER_MS = 15_000;
const LOOK_EVERY_MS = 5;
/** Looks at an empty plate after which nobody can have seen the card that was lifted from it. */
const LOOKS_IN_VAIN = 3;

/** V8 doubles its young generation once, some time within thousands of cards. Held at one size, it hides no growth. */
const NODE_OPTIONS = ['--expose-gc', '--min-semi-space-size=8', '--max-semi-space-size=8'];

export interface Ended {
  readonly verdict: 'read' | 'failed' | 'not_seen' | 'wrong' | 'hangs';
  /** For whoever looks into it when it is wrong. */
  readonly seen: unknown;
}
type Seen = Shown | { readonly state: 'not_seen' };

export class CardRun {
  readonly #reader: CardReader;
  readonly #station: ChildProcess;
  readonly #dir: string;
  #device: ReaderView['device'] = { state: 'absent', fault: 'reader_absent' };
  #card: Shown = { state: 'none', lying: false };
  /** Since the last card was laid: how many ends were shown, and which faults of the reader. */
  #ends = 0;
  #readerFaults = new Set<Fault | null>();
  #memory: Memory | undefined;
  /** Somebody is putting it back, or it stays out for good. */
  #isCableHeld = false;
  #wake: () => void = () => {};

  private constructor(reader: CardReader, dir: string) {
    this.#reader = reader;
    this.#dir = dir;
    const program = join(import.meta.dirname, 'station-process.ts');
    this.#station = fork(program, [reader.path], { execArgv: NODE_OPTIONS });
    this.#station.on('message', (message: FromStation) => this.#hear(message));
    reader.onChange(() => void this.#putCableBack());
  }

  /** `seed` decides in which pieces the reader's answers come. */
  static async start(seed: number): Promise<CardRun> {
    const dir = mkdtempSync(join(tmpdir(), 'linli-cards-'));
    const reader = await CardReader.plugIn({
      link: join(dir, 'reader'),
      baud: Number.POSITIVE_INFINITY,
      seed,
    });
    const run = new CardRun(reader, dir);
    if (await run.#until(() => run.#device.state === 'ready')) return run;
    await run.stop();
    throw new Error('the station finds no reader');
  }

  async stop(): Promise<void> {
    const exited = once(this.#station, 'exit');
    this.#station.disconnect();
    await exited;
    this.#isCableHeld = true;
    this.#reader.unplug();
    rmSync(this.#dir, { recursive: true, force: true });
  }

  /** Goes wrong the next time it comes to that step, with whichever card. */
  disturb({ step, mishap }: Pick<Trial, 'step' | 'mishap'>): void {
    this.#reader.fail(step, mishap);
  }

  /** One laying: from the card coming down until the plate is seen to be empty and the record is forgotten. */
  async lay(card: SimCard, trial?: Trial): Promise<Ended> {
    const askedBefore = this.#reader.asked.length;
    this.#ends = 0;
    this.#readerFaults = new Set();
    if (trial) this.#prepare(trial);
    this.#reader.lay(card);
    const seen = await this.#end();
    this.#reader.lift();
    const isCleared = await this.#clear();
    if (!seen || !isCleared) return { verdict: 'hangs', seen };
    const isOrderly = this.#ends <= 1 && (!trial || this.#cameAbout(trial, askedBefore));
    return { verdict: isOrderly ? verdictOn(seen, card, trial?.ends ?? ALL_WELL) : 'wrong', seen };
  }

  /** Of the product's process, after it was made to collect its garbage. */
  async memory(): Promise<Memory> {
    this.#memory = undefined;
    this.#send('memory');
    await this.#until(() => this.#memory !== undefined);
    if (!this.#memory) throw new Error('the station does not answer');
    return this.#memory;
  }

  /** Whether the step was asked for, and its fault named where it is the reader's. */
  #cameAbout({ step, shows }: Trial, askedBefore: number): boolean {
    const isNamed = shows === undefined || this.#readerFaults.has(shows);
    return isNamed && this.#reader.asked.slice(askedBefore).includes(step);
  }

  /** What is asked of a module that just woke is asked after a new plugging in. */
  #prepare({ step, mishap }: Trial): void {
    if (step === 'status' || step === 'samId') this.#reader.unplug();
    this.#reader.fail(step, mishap);
  }

  /** Whoever pulled it, once the product has noticed. */
  async #putCableBack(): Promise<void> {
    if (this.#reader.state.plugged || this.#isCableHeld) return;
    this.#isCableHeld = true;
    await this.#until(() => !['ready', 'busy', 'degraded'].includes(this.#device.state));
    await this.#reader.plug();
    this.#isCableHeld = false;
  }

  /** How the card ends; undefined when it never does. */
  async #end(): Promise<Seen | undefined> {
    let liftedAt: number | undefined;
    const isOver = () => {
      if (this.#reader.state.card === null) liftedAt ??= this.#reader.asked.length;
      const looks = liftedAt === undefined ? 0 : this.#reader.asked.length - liftedAt;
      const isMissed = this.#card.state === 'none' && looks >= LOOKS_IN_VAIN;
      return isMissed || this.#card.state === 'read' || this.#card.state === 'failed';
    };
    if (!(await this.#until(isOver))) return undefined;
    return this.#card.state === 'none' ? { state: 'not_seen' } : this.#card;
  }

  async #clear(): Promise<boolean> {
    const isClear = await this.#until(() => 'lying' in this.#card && !this.#card.lying);
    this.#send('forget');
    return (await this.#until(() => this.#card.state === 'none')) && isClear;
  }

  #send(order: ToStation): void {
    this.#station.send(order);
  }

  #hear(message: FromStation): void {
    if (message.kind === 'memory') this.#memory = message;
    else {
      const isEnd = message.card.state === 'read' || message.card.state === 'failed';
      if (isEnd && message.card.state !== this.#card.state) this.#ends += 1;
      this.#device = message.device;
      this.#readerFaults.add(message.device.fault);
      this.#card = message.card;
    }
    this.#wake();
  }

  /** False when it does not come about. Looks at each word from the station, and now and then at the far end. */
  async #until(holds: () => boolean): Promise<boolean> {
    const until = performance.now() + HANGS_AFTER_MS;
    while (!holds()) {
      if (performance.now() > until) return false;
      const word = new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      await Promise.race([word, sleep(LOOK_EVERY_MS)]);
    }
    return true;
  }
}

const ALL_WELL: Ending = { kind: 'read', address: 'newest' };

function verdictOn(seen: Seen, card: SimCard, due: Ending): Ended['verdict'] {
  switch (due.kind) {
    case 'read': {
      return seen.state === 'read' && isFrom(card, seen.record, due.address) ? 'read' : 'wrong';
    }
    case 'failed':
      return seen.state === 'failed' && seen.fault === due.fault ? 'failed' : 'wrong';
    case 'not_seen':
      return seen.state === 'not_seen' ? 'not_seen' : 'wrong';
    case 'anything_true': {
      if (seen.state !== 'read') return seen.state === 'failed' ? 'failed' : 'not_seen';
      const isTrue = isFrom(card, seen.record, 'newest') || isFrom(card, seen.record, 'printed');
      return isTrue ? 'read' : 'wrong';
    }
    default:
      return due satisfies never;
  }
}

function isFrom(card: SimCard, record: object, address: 'newest' | 'printed'): boolean {
  return isDeepStrictEqual(record, recordOf(card, address));
}
