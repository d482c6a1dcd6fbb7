/** The slip printer at the far end of a struck cable, and the trace by which an outcome is judged. */
import type { Completion } from '#printers/escpos/acknowledgement.ts';
import { SlipMechanism } from '#sim/printers/slip/mechanism.ts';
import { type PaperRow, textOf } from '#sim/printers/slip-printer-paper.ts';
import { type Strike, StruckCable } from './cable.ts';

/** `at_once` prints a row when it has it; `behind` prints a few rows between two looks of the agent. */
type Tempo = 'at_once' | 'behind';

export interface SlipVariant {
  readonly completion: Completion;
  readonly tempo: Tempo;
}

/** What stands behind a byte that the printer said. */
type Mark =
  | { readonly kind: 'flow_control' }
  | { readonly kind: 'acknowledgement'; readonly isOfTheWhole: boolean }
  | { readonly kind: 'status'; readonly n: number; readonly isWell: boolean; readonly isFresh: boolean };

const ROWS_A_LOOK = 4;
const BEGIN = Buffer.of(0x1b, 0x40);
const WELL = 0x12;
const FLOW_CONTROL = [0x11, 0x13];
const QUESTIONS = 4;
const ANSWER_BYTES: Readonly<Record<Completion, number>> = { process_id: 7, stream_ack: 2 };

export class SlipFarEnd extends SlipMechanism {
  readonly cable: StruckCable<Mark>;
  /** Pieces of paper that were cut off with something on them. */
  readonly papers: string[][] = [];
  /** Times that an agent has begun to give a slip away. */
  begun = 0;
  readonly #reference: string | undefined;
  readonly #answerBytes: number;
  #rowsAtOnce = 0;
  #goOnPrinting: (() => void) | undefined;
  #hasWhole = false;
  #question = 0;
  #acknowledged = 0;
  #looked = 0;
  /** The agent has said so itself: what it hears from then on proves nothing. */
  #isGivenUp = false;

  /** `reference`: the rows of a whole slip; without them the first paper is taken for one. */
  constructor({ completion, tempo }: SlipVariant, strike: Strike, reference?: readonly string[]) {
    super(() => (tempo === 'at_once' ? undefined : this.#takeTime()));
    this.cable = new StruckCable<Mark>(
      {
        receive: (bytes) => this.receive(bytes),
        delivered: (mark) => this.#delivered(mark),
        handedOver: (bytes) => this.#given(bytes),
      },
      strike,
    );
    this.#reference = reference?.join('\n');
    this.#answerBytes = ANSWER_BYTES[completion];
  }

  /** A living agent was told that the whole slip is through, asked once more, and heard of no trouble. */
  get isProven(): boolean {
    return this.#looked === QUESTIONS;
  }

  get rowsOnPaper(): string[] {
    return [...this.papers.flat(), ...this.hanging.map(textOf)];
  }

  isWhole(paper: readonly string[]): boolean {
    return this.#reference === undefined || paper.join('\n') === this.#reference;
  }

  /** Its power fails for longer than a write lasts: what is on its way meets nobody. */
  lapse(): void {
    this.powerBlink();
    this.cable.loseWrite();
  }

  /** All that it still holds comes out, as far as nothing is wrong. */
  async finish(): Promise<void> {
    this.pace = () => undefined;
    this.#printOn(0);
    await Promise.resolve(); // the works go on behind the promise they rested on
    await Promise.resolve();
  }

  protected override toldToForget(): void {
    this.#isGivenUp ||= !this.isProven;
  }

  protected override asked(n: number): void {
    this.#question = n;
    if (n === 1) this.#printOn(ROWS_A_LOOK);
  }

  protected override say(bytes: Buffer): void {
    for (const byte of bytes) this.cable.say(byte, this.#markOf(byte, bytes));
  }

  protected override cutOff(rows: PaperRow[]): void {
    if (rows.length === 0) return;
    const paper = rows.map(textOf);
    this.papers.push(paper);
    this.#hasWhole ||= this.isWhole(paper);
  }

  #markOf(byte: number, { length }: Buffer): Mark {
    if (length === 1 && FLOW_CONTROL.includes(byte)) return { kind: 'flow_control' };
    const isStatus = length === 1 && (byte & 0x93) === WELL;
    if (!isStatus) return { kind: 'acknowledgement', isOfTheWhole: this.#hasWhole };
    return { kind: 'status', n: this.#question, isWell: byte === WELL, isFresh: this.#isAcknowledged };
  }

  get #isAcknowledged(): boolean {
    return this.#acknowledged >= this.#answerBytes;
  }

  #delivered(mark: Mark | undefined): void {
    if (mark === undefined || mark.kind === 'flow_control' || this.isProven || this.#isGivenUp) return;
    if (mark.kind === 'acknowledgement') this.#acknowledged += Number(mark.isOfTheWhole);
    else if (!mark.isWell || !mark.isFresh) this.#looked = 0;
    else this.#looked = mark.n === this.#looked + 1 ? mark.n : Number(mark.n === 1);
  }

  #given(bytes: Buffer): void {
    if (bytes.includes(BEGIN)) this.begun += 1;
  }

  #takeTime(): Promise<void> | undefined {
    this.#rowsAtOnce -= 1;
    if (this.#rowsAtOnce >= 0) return undefined;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#goOnPrinting = resolve;
    return promise;
  }

  #printOn(rows: number): void {
    this.#rowsAtOnce = rows;
    this.#goOnPrinting?.();
    this.#goOnPrinting = undefined;
  }
}
