/**
 * One slip on its way through the printer. The printer keeps no memory of jobs: from its first byte on only the printer's
 * own word for every piece makes a slip `done`, and nothing makes it `not_printed` any more.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { Blockage } from '../blockage.ts';
import { blockingOf, type Condition, type PrintEvent } from '../contract.ts';
import { Silence } from '../silence.ts';
import type { Acknowledgement } from './acknowledgement.ts';
import { LineFault } from './line/line-fault.ts';
import type { SlipLine } from './line/slip-line.ts';
import type { Said } from './line/status.ts';
import { type Command, piecesOf } from './pieces.ts';

export interface SlipPatience {
  /** Between two questions while the slip is printed. */
  readonly pollMs: number;
  /** A printer silent for so long is given up: it may have lost its power, and with it half a slip. */
  readonly lostAfterMs: number;
  /** So long after a piece, trouble with paper and holds not counted, the printer must have said that it is through. */
  readonly completeWithinMs: number;
  /** A printer that takes no more bytes for so long, and does not say why, is given up. */
  readonly heldAfterMs: number;
}

export interface EncodedSlip {
  /** What goes before the slip when a part of another may hang in the printer; each answered for. */
  readonly clearance: readonly Buffer[];
  readonly commands: readonly Command[];
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
  /** It spoke unasked after a silence: it was switched off. */
  #hasRestarted = false;
  #heldSince: number | undefined;
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
    const { clearance, commands, ask } = this.#slip;
    const pieces = [...clearance, ...piecesOf(commands, ask().question.length)];
    for (const [at, piece] of pieces.entries()) {
      const obstacle = yield* this.#untilFree();
      if (obstacle) return obstacle;
      if (this.#line.isGone) throw new LineFault('gone');
      this.#mayBePrinted ||= at >= clearance.length;
      const answer = ask();
      // Before the write, for the answer may be here before it has returned; what comes unasked falls to the former answer.
      this.#line.onSaid((said) => this.#hear(said, answer));
      await this.#line.write(Buffer.concat([piece, answer.question]));
      if (at === pieces.length - 1) yield { type: 'sent' };
      const end = yield* this.#untilAnswered(answer);
      if (end) return end;
    }
    return yield* this.#untilWell();
  }

  #hear(said: Said, answer: Acknowledgement): void {
    if (said.kind === 'automatic' && this.#silence.ms > 0) this.#hasRestarted = true;
    answer.hear(said);
  }

  /** Nothing is wrong and the printer takes bytes. */
  async *#untilFree(): AsyncGenerator<PrintEvent, PrintEvent | undefined> {
    for (;;) {
      yield* this.#look();
      const end = await this.#end();
      if (end) return end;
      if (!this.#blockage.stands && !this.#line.isHeld) return undefined;
      await this.#pause();
    }
  }

  async *#untilAnswered({ came }: Acknowledgement): AsyncGenerator<PrintEvent, PrintEvent | undefined> {
    let waitingSince = performance.now();
    while (!came.aborted) {
      const end = await this.#end();
      if (end) return end;
      await this.#pause(came);
      if (came.aborted) break;
      yield* this.#look();
      if (this.#blockage.stands || this.#line.isHeld) waitingSince = performance.now();
      if (performance.now() - waitingSince > this.#patience.completeWithinMs)
        return this.#giveUp('the printer does not say that it is through');
    }
    return undefined;
  }

  /** All was answered for; a printer that then says that it stands still may have it inside. */
  async *#untilWell(): AsyncGenerator<PrintEvent, PrintEvent | undefined> {
    for (;;) {
      yield* this.#look();
      if (!this.#blockage.stands) return undefined;
      if (this.#callOff.aborted) return this.#giveUp('called off');
      await this.#pause();
    }
  }

  async *#look(): AsyncGenerator<PrintEvent> {
    yield* this.#blockage.become(await this.#conditions());
    if (this.#blockage.stands || !this.#line.isHeld) this.#heldSince = undefined;
    else this.#heldSince ??= performance.now();
  }

  /** Throws LineFault when the printer has been silent for too long. */
  async #conditions(): Promise<readonly Condition[]> {
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

  /** Why there is no point in waiting any longer. */
  async #end(): Promise<PrintEvent | undefined> {
    if (this.#callOff.aborted) return this.#giveUp('called off');
    if (this.#hasRestarted) return this.#unknown('the printer was switched off');
    const heldMs = this.#heldSince === undefined ? 0 : performance.now() - this.#heldSince;
    return heldMs > this.#patience.heldAfterMs ? this.#giveUp('it takes no more bytes') : undefined;
  }

  /** What the printer still holds must not come out when somebody fills the paper, long after the resident has left. */
  async #giveUp(reason: string): Promise<PrintEvent> {
    if (this.#mayBePrinted || this.#slip.clearance.length > 0) await this.#line.forget();
    return this.#unknown(reason);
  }

  #unknown(reason: string): PrintEvent {
    return { type: this.#mayBePrinted ? 'uncertain' : 'not_printed', reason };
  }

  async #pause(...untils: readonly AbortSignal[]): Promise<void> {
    const signal = AbortSignal.any([this.#callOff, ...untils]);
    await sleep(this.#patience.pollMs, undefined, { signal }).catch(() => {});
  }
}
