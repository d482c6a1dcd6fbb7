/** The driver of a thermal slip printer that speaks ESC/POS over any byte stream. */
import type { Duplex } from 'node:stream';
import { safeParse } from 'valibot';
import {
  blockingOf,
  type Capabilities,
  type Outcome,
  type PrintEvent,
  type PrinterDriver,
  type PrinterStatus,
  type PrintJob,
  type UnsettledJob,
} from '../contract.ts';
import { type Slip, slip as slipSchema } from '../slip/slip.ts';
import { Acknowledgement } from './acknowledgement.ts';
import { encodeSlip } from './encode.ts';
import { LineFault, SlipLine } from './line/slip-line.ts';
import { processIdOf } from './line/status.ts';
import type { SlipProfile } from './profile.ts';
import { type EncodedSlip, SlipJob, type SlipPatience } from './slip-job.ts';

export interface SlipDriverOptions extends Partial<SlipPatience> {
  /** Opens the line anew; called again after the line was lost. The driver destroys what it gets. */
  readonly open: () => Promise<Duplex>;
  readonly profile: SlipProfile;
  /** For one status question. */
  readonly answerWithinMs?: number;
}

export function escposSlipDriver(options: SlipDriverOptions): PrinterDriver {
  return new EscposSlipDriver(options);
}

class EscposSlipDriver implements PrinterDriver {
  readonly kind = 'slip';
  readonly #open: () => Promise<Duplex>;
  readonly #profile: SlipProfile;
  readonly #answerWithinMs: number;
  readonly #patience: SlipPatience;
  #line: Promise<SlipLine> | undefined;
  #isPrinting = false;
  /** A part of somebody's slip may hang in the printer: the next resident must not get it. */
  #isHanging = false;
  #isClosed = false;
  #count = Date.now();

  constructor(options: SlipDriverOptions) {
    const { pollMs = 200, lostAfterMs = 3000, completeWithinMs = 30_000 } = options;
    this.#open = options.open;
    this.#profile = options.profile;
    this.#answerWithinMs = options.answerWithinMs ?? 500;
    this.#patience = { pollMs, lostAfterMs, completeWithinMs };
  }

  /** Opens the line if it is not open. A line that stays silent is closed, so that no late answer meets a new question. */
  async status(): Promise<PrinterStatus> {
    try {
      const line = await this.#openLine();
      return { conditions: await line.conditions(), busy: this.#isPrinting, supplies: [] };
    } catch (fault) {
      if (!(fault instanceof LineFault)) throw fault;
      if (!this.#isPrinting) await this.#dropLine();
      return { conditions: ['offline'], busy: this.#isPrinting, supplies: [] };
    }
  }

  async *print(job: PrintJob, signal: AbortSignal): AsyncGenerator<PrintEvent> {
    const slip = slipOf(job);
    if (slip === undefined) return yield notPrinted('this is no slip');
    const { conditions } = await this.status();
    const blockedBy = blockingOf(conditions);
    const line = await this.#line;
    if (line === undefined || blockedBy.length > 0) return yield notPrinted(blockedBy.join(' '));
    const encoded = this.#encode(slip);
    yield { type: 'created', deviceJob: processIdOf(this.#count) };
    if (signal.aborted) return yield notPrinted('called off');
    yield* this.#run(line, encoded, signal);
  }

  /** After a slip of unknown fate the line is closed, so that nothing of it can be sent later, and the next begins with a cut. */
  async *#run(line: SlipLine, slip: EncodedSlip, signal: AbortSignal): AsyncGenerator<PrintEvent> {
    if (this.#isPrinting) throw new Error('a slip printer takes one slip at a time');
    this.#isPrinting = true;
    let isOut = false;
    try {
      for await (const event of new SlipJob(line, slip, this.#patience, signal).events()) {
        isOut = event.type === 'done';
        yield event;
      }
    } finally {
      this.#isPrinting = false;
      this.#isHanging = !isOut;
      if (!isOut) await this.#dropLine();
    }
  }

  /** The printer remembers nothing: once a byte may have left, nobody can say, and its lines may hang there still. */
  async recover({ deviceJob }: UnsettledJob): Promise<Outcome> {
    if (deviceJob === undefined) return notPrinted('nothing was sent');
    this.#isHanging = true;
    return { type: 'uncertain', reason: 'a slip printer keeps no memory of its jobs' };
  }

  async capabilities(): Promise<Capabilities> {
    return { evidence: this.#profile.completion, seesTaking: false, canRetract: false, tellsChanges: false };
  }

  async retract(): Promise<boolean> {
    return false;
  }

  onChange(): void {}

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#dropLine();
  }

  #encode(slip: Slip): EncodedSlip {
    return {
      commands: encodeSlip(slip, this.#profile),
      isAfterHanging: this.#isHanging,
      evidence: this.#profile.completion,
      ask: () => this.#ask(),
    };
  }

  #ask(): Acknowledgement {
    this.#count += 1;
    return new Acknowledgement(this.#profile.completion, this.#count);
  }

  #openLine(): Promise<SlipLine> {
    if (this.#isClosed) throw new LineFault('gone');
    this.#line ??= this.#open().then(
      (port) => new SlipLine(port, { answerWithinMs: this.#answerWithinMs }),
      (cause) => {
        throw new LineFault('gone', cause);
      },
    );
    return this.#line;
  }

  async #dropLine(): Promise<void> {
    const line = this.#line;
    this.#line = undefined;
    (await line?.catch(() => undefined))?.close();
  }
}

function slipOf({ bytes }: PrintJob): Slip | undefined {
  try {
    const parsed = safeParse(slipSchema, JSON.parse(Buffer.from(bytes).toString()));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}

function notPrinted(reason: string): Extract<Outcome, { type: 'not_printed' }> {
  return { type: 'not_printed', reason };
}
