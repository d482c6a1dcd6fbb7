/**
 * One slip on its way through the printer. The printer keeps no memory of jobs: from the first byte on only its own word
 * that the slip is out makes it `done`, and nothing makes it `not_printed` any more.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { Blockage } from '../blockage.ts';
import { blockingOf, type Condition, type PrintEvent } from '../contract.ts';
import { Silence } from '../silence.ts';
import type { Completion } from './encode.ts';
import { LineFault, type SlipLine } from './slip-line.ts';
import type { Said } from './status.ts';

/** What a serial printer can surely buffer; between two such pieces it is asked how it is. */
const MAX_CHUNK_BYTES = 512;

export interface SlipPatience {
  /** Between two questions while the slip is printed. */
  readonly pollMs: number;
  /** A printer silent for so long is given up: it may have lost its power, and with it half a slip. */
  readonly lostAfterMs: number;
  /** So long after the last byte, trouble with paper not counted, the printer must have said that it is done. */
  readonly completeWithinMs: number;
}

export interface EncodedSlip {
  readonly id: string;
  readonly completion: Completion;
  /** Whole commands. */
  readonly commands: readonly Buffer[];
}

export class SlipJob {
  readonly #line: SlipLine;
  readonly #slip: EncodedSlip;
  readonly #patience: SlipPatience;
  readonly #callOff: AbortSignal;
  readonly #completed = new AbortController();
  readonly #blockage = new Blockage();
  readonly #silence = new Silence();
  #mayBePrinted = false;

  constructor(line: SlipLine, slip: EncodedSlip, patience: SlipPatience, callOff: AbortSignal) {
    this.#line = line;
    this.#slip = slip;
    this.#patience = patience;
    this.#callOff = callOff;
  }

  /** The last event is the Outcome. */
  async *events(): AsyncGenerator<PrintEvent> {
    try {
      const pieces = chunks(this.#slip.commands);
      for (const [at, piece] of pieces.entries()) {
        yield* this.#untilReady();
        if (this.#callOff.aborted) return yield await this.#calledOff();
        this.#mayBePrinted = true;
        // From the last piece on, for it holds the question: the answer may be here before the write has returned.
        if (at === pieces.length - 1) this.#line.onSaid((said) => this.#hear(said));
        await this.#line.write(piece);
      }
      yield { type: 'sent' };
      yield* this.#untilCompleted();
    } catch (fault) {
      if (!(fault instanceof LineFault)) throw fault;
      yield this.#unknown(fault.message);
    } finally {
      this.#line.onSaid(() => {});
    }
  }

  async *#untilReady(): AsyncGenerator<PrintEvent> {
    for (;;) {
      yield* this.#blockage.become(await this.#look());
      if (!this.#blockage.stands || this.#callOff.aborted) return;
      await this.#pause();
    }
  }

  async *#untilCompleted(): AsyncGenerator<PrintEvent> {
    let waitingSince = performance.now();
    while (!this.#completed.signal.aborted) {
      if (this.#callOff.aborted) return yield await this.#calledOff();
      await this.#pause();
      if (this.#completed.signal.aborted) break;
      yield* this.#blockage.become(await this.#look());
      if (this.#blockage.stands) waitingSince = performance.now();
      if (performance.now() - waitingSince > this.#patience.completeWithinMs)
        return yield { type: 'uncertain', reason: 'the printer does not say that the slip is out' };
    }
    yield* this.#blockage.become([]);
    yield { type: 'done', evidence: this.#slip.completion };
  }

  /** Throws LineFault when the printer has been silent for too long. */
  async #look(): Promise<readonly Condition[]> {
    try {
      const conditions = await this.#line.conditions();
      this.#silence.end();
      return blockingOf(conditions);
    } catch (fault) {
      if (!(fault instanceof LineFault) || fault.code === 'gone') throw fault;
      this.#silence.begin();
      if (this.#silence.ms > this.#patience.lostAfterMs) throw fault;
      return ['offline'];
    }
  }

  #hear(said: Said): void {
    const isOurs =
      this.#slip.completion === 'process_id'
        ? said.kind === 'process_id' && said.id === this.#slip.id
        : said.kind === 'paper_sensor';
    if (isOurs) this.#completed.abort();
  }

  /** What the printer still holds must not come out when somebody fills the paper, long after the resident has left. */
  async #calledOff(): Promise<PrintEvent> {
    if (this.#mayBePrinted) await this.#line.forget();
    return this.#unknown('called off');
  }

  #unknown(reason: string): PrintEvent {
    return { type: this.#mayBePrinted ? 'uncertain' : 'not_printed', reason };
  }

  async #pause(): Promise<void> {
    const signal = AbortSignal.any([this.#callOff, this.#completed.signal]);
    await sleep(this.#patience.pollMs, undefined, { signal }).catch(() => {});
  }
}

/** Whole commands together as long as they fit; one that is longer goes alone. */
export function chunks(commands: readonly Buffer[]): Buffer[] {
  const full: Buffer[][] = [];
  let room = 0;
  for (const command of commands) {
    if (command.length > room) {
      full.push([]);
      room = MAX_CHUNK_BYTES;
    }
    full.at(-1)?.push(command);
    room -= command.length;
  }
  return full.map((group) => Buffer.concat(group));
}
