/** The line to a slip printer: whole commands out, one question at a time, answers told apart. */
import type { Duplex } from 'node:stream';
import type { Condition } from '../../contract.ts';
import { answersOf } from './automatic-status.ts';
import { conditionsOf, type Reading } from './conditions.ts';
import { LineFault } from './line-fault.ts';
import { type Said, StatusStream } from './status.ts';

const DLE = 0x10;
const EOT = 0x04;
const ENQ = 0x05;

export interface SlipLineOptions extends Partial<Reading> {
  /** For one question. */
  readonly answerWithinMs: number;
  /** A port under flow control by wires or by the kernel may hold back what it was given for ever. */
  readonly takeWithinMs?: number;
}

const PAPER_END_BITS = 0x60;

export class SlipLine {
  readonly #port: Duplex;
  readonly #options: Required<SlipLineOptions>;
  readonly #stream = new StatusStream();
  /** Those who wait for the line; it tells them its end. */
  readonly #waiting = new Set<(fault: LineFault) => void>();
  #end: LineFault | undefined;
  #isHeld = false;
  #lastTold: string | undefined;
  #hear: (said: Said) => void = () => {};
  #hearChange: () => void = () => {};
  #answer: (byte: number) => void = () => {};
  /** While set, every byte is one of its answer. */
  #plain: ((bytes: Buffer) => Buffer) | undefined;
  #lastQuestion: Promise<unknown> = Promise.resolve();

  /** Takes the port over for good: `close` destroys it, and a port that closes is not used again. */
  constructor(port: Duplex, options: SlipLineOptions) {
    this.#port = port;
    this.#options = { takeWithinMs: 3000, tellsJams: false, paperEndBits: PAPER_END_BITS, ...options };
    port.on('data', (bytes: Buffer) => this.#take(bytes));
    port.on('error', (cause) => this.#lose(cause));
    port.on('close', () => this.#lose());
    port.on('end', () => this.#lose());
    if (port.destroyed) this.#lose();
  }

  /** The printer takes no more bytes just now (XOFF). Status questions pass all the same: it obeys them at once. */
  get isHeld(): boolean {
    return this.#isHeld;
  }

  /** Nothing that is written from now on leaves. */
  get isGone(): boolean {
    return this.#end !== undefined || this.#port.destroyed;
  }

  /** One listener for what was not asked here: the evidence of paper, and what the printer says of its own accord. */
  onSaid(hear: (said: Said) => void): void {
    this.#hear = hear;
  }

  /** One listener; called when what the printer says of its own accord has changed. */
  onChange(hear: () => void): void {
    this.#hearChange = hear;
  }

  /** Resolves when the operating system has taken the bytes, which proves nothing about paper. Throws LineFault. */
  write(bytes: Uint8Array): Promise<void> {
    return this.#within(this.#options.takeWithinMs, 'stuck', (resolve, reject) => {
      this.#port.write(bytes, (cause) => (cause ? reject(new LineFault('gone', cause)) : resolve()));
    });
  }

  /** DLE EOT 1 to 4: answered even by a printer that is offline or full. Throws LineFault. */
  async conditions(): Promise<Condition[]> {
    const answers = [await this.#ask(1), await this.#ask(2), await this.#ask(3), await this.#ask(4)] as const;
    return conditionsOf(answers, this.#options);
  }

  /**
   * A question whose answer has bits like any other's: for so many bytes all that comes is taken for it. Not while an
   * answer of another kind is awaited. Throws LineFault.
   */
  askPlainly(
    question: Uint8Array,
    answerBytes: number,
    withinMs = this.#options.answerWithinMs,
  ): Promise<Buffer> {
    return this.#inTurn(async () => {
      try {
        return await this.#within(withinMs, 'silent', (resolve, reject) => {
          this.#plain = collect(answerBytes, resolve);
          this.write(question).catch(reject);
        });
      } finally {
        this.#plain = undefined;
      }
    });
  }

  /**
   * DLE ENQ 2: a printer that stands still because of an error forgets what it had still to print. Resolves when it has
   * answered a later question, so the command was not lost with the line. Throws LineFault.
   */
  async forget(): Promise<void> {
    await this.write(Buffer.of(DLE, ENQ, 2));
    await this.conditions();
  }

  close(): void {
    this.#port.destroy();
  }

  #ask(n: number): Promise<number> {
    return this.#inTurn(async () => {
      try {
        return await this.#within(this.#options.answerWithinMs, 'silent', (resolve, reject) => {
          this.#answer = resolve; // an answer that came before its question is let go
          this.write(Buffer.of(DLE, EOT, n)).catch(reject);
        });
      } finally {
        this.#answer = () => {};
      }
    });
  }

  /** One after the other, for an answer does not say which question it belongs to. */
  #inTurn<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    const question = this.#lastQuestion.then(ask);
    this.#lastQuestion = question.catch(() => {});
    return question;
  }

  /** Not raced against one promise of the line's end: that would keep every race alive as long as the line. */
  async #within<Answer>(
    ms: number,
    late: LineFault['code'],
    begin: (resolve: (answer: Answer) => void, reject: (fault: LineFault) => void) => void,
  ): Promise<Answer> {
    if (this.#end) throw this.#end;
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    const timer = setTimeout(() => reject(new LineFault(late)), ms);
    this.#waiting.add(reject);
    try {
      begin(resolve, reject);
      return await promise;
    } finally {
      clearTimeout(timer);
      this.#waiting.delete(reject);
    }
  }

  #lose(cause?: unknown): void {
    this.#end ??= new LineFault('gone', cause);
    for (const tell of this.#waiting) tell(this.#end);
  }

  #take(bytes: Buffer): void {
    const rest = this.#plain ? this.#plain(bytes) : bytes;
    for (const said of this.#stream.push(rest)) this.#takeOne(said);
  }

  /** An answer from within the stream of bytes ends a hold as well, should the XON be lost: it has got that far. */
  #takeOne(said: Said): void {
    if (said.kind === 'realtime') {
      this.#answer(said.byte);
      return;
    }
    if (said.kind === 'flow') this.#isHeld = !said.goesOn;
    if (said.kind === 'paper_sensor' || said.kind === 'process_id') this.#isHeld = false;
    this.#hear(said);
    if (said.kind === 'automatic') this.#compare(conditionsOf(answersOf(said.bytes), this.#options));
  }

  #compare(conditions: readonly Condition[]): void {
    const told = conditions.join();
    const isNews = this.#lastTold !== undefined && this.#lastTold !== told;
    this.#lastTold = told;
    if (isNews) this.#hearChange();
  }
}

/** Takes what belongs to an answer of so many bytes; returns the rest. */
function collect(bytes: number, resolve: (answer: Buffer) => void): (heard: Buffer) => Buffer {
  let answer = Buffer.alloc(0);
  return (heard) => {
    const missing = bytes - answer.length;
    answer = Buffer.concat([answer, heard.subarray(0, missing)]);
    if (answer.length === bytes) resolve(answer);
    return heard.subarray(missing);
  };
}
