/**
 * One slip on its way through the printer. The printer keeps no memory of jobs: from its first byte on only the printer's
 * own word for every piece makes a slip `done`, and nothing makes it `not_printed` any more.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { Blockage } from '../blockage.ts';
import { blockingOf, type Condition, type PrintEvent } from '../contract.ts';
import { Silence } from '../silence.ts';
import type { Acknowledgement } from './acknowledgement.ts';
import { FEED_AND_CUT } from './encode.ts';
import { LineFault, type SlipLine } from './line/slip-line.ts';
import { type Command, piecesOf } from './pieces.ts';

/**
 * After a slip of unknown fate: a cut, and a question with nothing to print before it. Its answer comes at once behind
 * that to the cut, so an answer still owed to the former slip is used up before the new one begins.
 */
const CLEARANCE = [FEED_AND_CUT, Buffer.alloc(0)];

export interface SlipPatience {
  /** Between two questions while the slip is printed. */
  readonly pollMs: number;
  /** A printer silent for so long is given up: it may have lost its power, and with it half a slip. */
  readonly lostAfterMs: number;
  /** So long after a piece, trouble with paper not counted, the printer must have said that it is through with it. */
  readonly completeWithinMs: number;
}

export interface EncodedSlip {
  readonly commands: readonly Command[];
  /** A part of another slip may hang in the printer. */
  readonly isAfterHanging: boolean;
  /** What is called evidence when all questions were answered. */
  readonly evidence: string;
  /** A new question for each piece. */
  readonly ask: () => Acknowledgement;
}

export class SlipJob {
  readonly #line: SlipLine;
  readonly #slip: EncodedSlip;
  readonly #patience: SlipPatience;
  readonly #callOff: AbortSignal;
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
      yield (yield* this.#pass()) ?? { type: 'done', evidence: this.#slip.evidence };
    } catch (fault) {
      if (!(fault instanceof LineFault)) throw fault;
      yield this.#unknown(fault.message);
    } finally {
      this.#line.onSaid(() => {});
    }
  }

  /** One piece leaves when the one before it was answered. Returns how the slip ended, if it is not done. */
  async *#pass(): AsyncGenerator<PrintEvent, PrintEvent | undefined> {
    const clearance = this.#slip.isAfterHanging ? CLEARANCE : [];
    const pieces = [...clearance, ...piecesOf(this.#slip.commands, this.#slip.ask().question.length)];
    for (const [at, piece] of pieces.entries()) {
      yield* this.#untilReady();
      if (this.#callOff.aborted) return this.#calledOff();
      this.#mayBePrinted ||= at >= clearance.length;
      const answer = this.#slip.ask();
      // Before the write, for the answer may be here before it has returned; what comes unasked falls to the former answer.
      this.#line.onSaid((said) => answer.hear(said));
      await this.#line.write(Buffer.concat([piece, answer.question]));
      if (at === pieces.length - 1) yield { type: 'sent' };
      const end = yield* this.#untilAnswered(answer);
      if (end) return end;
    }
    yield* this.#untilReady();
    return this.#blockage.stands ? this.#calledOff() : undefined;
  }

  async *#untilReady(): AsyncGenerator<PrintEvent> {
    for (;;) {
      yield* this.#blockage.become(await this.#look());
      if (!this.#blockage.stands || this.#callOff.aborted) return;
      await this.#pause();
    }
  }

  async *#untilAnswered({ came }: Acknowledgement): AsyncGenerator<PrintEvent, PrintEvent | undefined> {
    let waitingSince = performance.now();
    while (!came.aborted) {
      if (this.#callOff.aborted) return this.#calledOff();
      await this.#pause(came);
      if (came.aborted) break;
      yield* this.#blockage.become(await this.#look());
      if (this.#blockage.stands) waitingSince = performance.now();
      if (performance.now() - waitingSince > this.#patience.completeWithinMs)
        return this.#unknown('the printer does not say that it is through');
    }
    return undefined;
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

  /** What the printer still holds must not come out when somebody fills the paper, long after the resident has left. */
  async #calledOff(): Promise<PrintEvent> {
    if (this.#mayBePrinted || this.#slip.isAfterHanging) await this.#line.forget();
    return this.#unknown('called off');
  }

  #unknown(reason: string): PrintEvent {
    return { type: this.#mayBePrinted ? 'uncertain' : 'not_printed', reason };
  }

  async #pause(...untils: readonly AbortSignal[]): Promise<void> {
    const signal = AbortSignal.any([this.#callOff, ...untils]);
    await sleep(this.#patience.pollMs, undefined, { signal }).catch(() => {});
  }
}
