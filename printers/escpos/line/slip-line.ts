/** The line to a slip printer: whole commands out, one status question at a time, answers told apart. */
import type { Duplex } from 'node:stream';
import type { Condition } from '../../contract.ts';
import { conditionsOf } from './conditions.ts';
import { type Said, StatusStream } from './status.ts';

/** `silent`: the line is there, no answer in time. `gone`: the line is closed. */
export class LineFault extends Error {
  readonly code: 'silent' | 'gone';
  constructor(code: LineFault['code'], cause?: unknown) {
    super(`the slip printer is ${code}`, { cause });
    this.code = code;
  }
}

const DLE = 0x10;
const EOT = 0x04;
const ENQ = 0x05;

export class SlipLine {
  /** Rejects when the line closes; never resolves. */
  readonly #gone: Promise<never>;
  readonly #port: Duplex;
  readonly #answerWithinMs: number;
  readonly #stream = new StatusStream();
  #hear: (said: Said) => void = () => {};
  #answer: (byte: number) => void = () => {};
  #lastQuestion: Promise<unknown> = Promise.resolve();

  /** Takes the port over for good: `close` destroys it, and a port that closes is not used again. */
  constructor(port: Duplex, { answerWithinMs }: { answerWithinMs: number }) {
    this.#port = port;
    this.#answerWithinMs = answerWithinMs;
    const { promise, reject } = Promise.withResolvers<never>();
    this.#gone = promise;
    promise.catch(() => {}); // whoever writes or asks next is told
    port.on('data', (bytes: Buffer) => this.#take(bytes));
    port.on('error', (cause) => reject(new LineFault('gone', cause)));
    port.on('close', () => reject(new LineFault('gone')));
    port.on('end', () => reject(new LineFault('gone')));
    if (port.destroyed) reject(new LineFault('gone'));
  }

  /** One listener for what was not asked by `conditions`: the evidence of paper. */
  onSaid(hear: (said: Said) => void): void {
    this.#hear = hear;
  }

  /** Resolves when the operating system has taken the bytes, which proves nothing about paper. Throws LineFault. */
  async write(bytes: Uint8Array): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#port.write(bytes, (cause) => (cause ? reject(new LineFault('gone', cause)) : resolve()));
    await Promise.race([promise, this.#gone]);
  }

  /** DLE EOT 1 to 4: answered even by a printer that is offline or full. Throws LineFault. */
  async conditions(): Promise<Condition[]> {
    return conditionsOf([await this.#ask(1), await this.#ask(2), await this.#ask(3), await this.#ask(4)]);
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

  /** One after the other, for an answer does not say which question it belongs to. */
  #ask(n: number): Promise<number> {
    const question = this.#lastQuestion.then(() => this.#askNow(n));
    this.#lastQuestion = question.catch(() => {});
    return question;
  }

  async #askNow(n: number): Promise<number> {
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    const timer = setTimeout(() => reject(new LineFault('silent')), this.#answerWithinMs);
    this.#answer = resolve; // an answer that came before its question is let go
    try {
      const asked = this.write(Buffer.of(DLE, EOT, n)).then(() => promise);
      return await Promise.race([asked, promise, this.#gone]);
    } finally {
      clearTimeout(timer);
      this.#answer = () => {};
    }
  }

  #take(bytes: Buffer): void {
    for (const said of this.#stream.push(bytes)) {
      if (said.kind === 'realtime') this.#answer(said.byte);
      else this.#hear(said);
    }
  }
}
