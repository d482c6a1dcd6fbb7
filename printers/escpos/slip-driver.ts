/** The driver of a thermal slip printer that speaks ESC/POS over any byte stream. */
import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { safeParse } from 'valibot';
import { Blockage } from '../blockage.ts';
import {
  blockingOf,
  type Capabilities,
  CONDITIONS,
  type Condition,
  hindersStart,
  type Outcome,
  type PrintEvent,
  type PrinterDriver,
  type PrinterStatus,
  type PrintJob,
  type Supply,
  type UnsettledJob,
} from '../contract.ts';
import { type Slip, slip as slipSchema } from '../slip/slip.ts';
import { Acknowledgement } from './acknowledgement.ts';
import { encodeSlip } from './encode.ts';
import { LineFault } from './line/line-fault.ts';
import { SlipConnection } from './line/slip-connection.ts';
import { SlipLine } from './line/slip-line.ts';
import { processIdOf } from './line/status.ts';
import type { Command } from './pieces.ts';
import { paperWaiting, retract } from './presenter.ts';
import type { SlipProfile } from './profile.ts';
import { type EncodedSlip, SlipJob, type SlipPatience } from './slip-job.ts';
import { clearanceFor, wrapped } from './wrapping.ts';

export interface SlipDriverOptions extends Partial<SlipPatience> {
  /** Opens the line anew; called again after the line was lost. The driver destroys what it gets. */
  readonly open: () => Promise<Duplex>;
  readonly profile: SlipProfile;
  /** For one status question. */
  readonly answerWithinMs?: number;
  /** For one write; a port under flow control may hold it back for ever. */
  readonly takeWithinMs?: number;
  /** For the motor that draws a paper back. */
  readonly retractWithinMs?: number;
}

export function escposSlipDriver(options: SlipDriverOptions): PrinterDriver {
  return new EscposSlipDriver(options);
}

class EscposSlipDriver implements PrinterDriver {
  readonly kind = 'slip';
  readonly #profile: SlipProfile;
  readonly #connection: SlipConnection;
  readonly #patience: SlipPatience;
  readonly #retractWithinMs: number;
  #isPrinting = false;
  #retracting: Promise<boolean> | undefined;
  /** A part of somebody's slip may hang in the printer: the next resident must not get it. */
  #isHanging = false;
  #count = Date.now();

  constructor(options: SlipDriverOptions) {
    const { open, profile, answerWithinMs = 500, takeWithinMs = 3000 } = options;
    const { pollMs = 200, lostAfterMs = 3000, completeWithinMs = 30_000, heldAfterMs = 60_000 } = options;
    const { automaticStatus: tellsChanges, tellsJams, paperEndBits } = profile;
    this.#profile = profile;
    this.#connection = new SlipConnection({
      open,
      tellsChanges,
      tellsJams,
      paperEndBits,
      answerWithinMs,
      takeWithinMs,
    });
    this.#patience = { pollMs, lostAfterMs, completeWithinMs, heldAfterMs };
    this.#retractWithinMs = options.retractWithinMs ?? 5000;
  }

  async status(): Promise<PrinterStatus> {
    return (await this.#look()).status;
  }

  async *print(job: PrintJob, signal: AbortSignal): AsyncGenerator<PrintEvent> {
    const slip = slipOf(job);
    if (slip === undefined) return yield notPrinted('this is no slip');
    const inked = encodeSlip(slip, this.#profile);
    if (inked.kind === 'refused') return yield notPrinted(inked.reason);
    const line = yield* this.#untilFree(signal);
    if (!(line instanceof SlipLine)) return yield line;
    if (this.#isPrinting) throw new Error('a slip printer takes one slip at a time');
    // While the caller writes its intent down, too: no paper may be drawn in meanwhile, nor the mouth be asked.
    this.#isPrinting = true;
    try {
      const encoded = this.#encode(inked.commands);
      yield { type: 'created', deviceJob: processIdOf(this.#count) };
      if (signal.aborted) return yield notPrinted('called off');
      yield* this.#run(line, encoded, signal);
    } finally {
      this.#isPrinting = false;
    }
  }

  /** The printer remembers nothing: once a byte may have left, nobody can say, and its lines may hang there still. */
  async recover({ deviceJob }: UnsettledJob): Promise<Outcome> {
    if (deviceJob === undefined) return notPrinted('nothing was sent');
    this.#isHanging = true;
    return { type: 'uncertain', reason: 'a slip printer keeps no memory of its jobs' };
  }

  async capabilities(): Promise<Capabilities> {
    const { completion, presenter, automaticStatus } = this.#profile;
    return {
      evidence: completion,
      seesTaking: presenter !== undefined,
      canRetract: presenter?.retract !== undefined,
      tellsChanges: automaticStatus,
    };
  }

  async retract(): Promise<boolean> {
    if (this.#isBusy) return false;
    this.#retracting = this.#retract().finally(() => {
      this.#retracting = undefined;
    });
    return this.#retracting;
  }

  onChange(hear: () => void): void {
    this.#connection.onChange(hear);
  }

  async close(): Promise<void> {
    await this.#connection.close();
  }

  get #isBusy(): boolean {
    return this.#isPrinting || this.#retracting !== undefined;
  }

  /** What came up since the caller looked is waited out, as in the middle of a slip. */
  async *#untilFree(signal: AbortSignal): AsyncGenerator<PrintEvent, SlipLine | Outcome> {
    const hindrance = new Blockage();
    for (;;) {
      await this.#retracting;
      const { status, line } = await this.#look();
      const by = hindersStart(status.conditions);
      yield* hindrance.become(by);
      if (line !== undefined && !hindrance.stands) return line;
      if (signal.aborted || this.#connection.isClosed) return notPrinted(by.join(' '));
      await sleep(this.#patience.pollMs, undefined, { signal }).catch(() => {});
    }
  }

  /** Opens the line if it is not open. A line that stays silent is closed, so that no late answer meets a new question. */
  async #look(): Promise<{ readonly status: PrinterStatus; readonly line?: SlipLine }> {
    try {
      const line = await this.#connection.line();
      const conditions = await this.#conditions(line);
      return { line, status: { conditions, busy: this.#isBusy, supplies: [paperOf(conditions)] } };
    } catch (fault) {
      if (!(fault instanceof LineFault)) throw fault;
      if (!this.#isPrinting) await this.#connection.drop();
      return { status: { conditions: ['offline'], busy: this.#isBusy, supplies: [] } };
    }
  }

  /** The mouth is asked only when nothing is under way whose answers could be taken for its own. */
  async #conditions(line: SlipLine): Promise<readonly Condition[]> {
    const { presenter } = this.#profile;
    const conditions = await line.conditions();
    // A printer that stands still obeys no question but DLE EOT.
    if (presenter === undefined || this.#isBusy || blockingOf(conditions).length > 0) return conditions;
    if (!(await paperWaiting(line, presenter))) return conditions;
    return CONDITIONS.filter((one) => one === 'paper_waiting' || conditions.includes(one));
  }

  async #retract(): Promise<boolean> {
    const { presenter } = this.#profile;
    if (presenter === undefined) return false;
    try {
      const patience = { withinMs: this.#retractWithinMs, pollMs: this.#patience.pollMs };
      return await retract(await this.#connection.line(), presenter, patience);
    } catch (fault) {
      if (!(fault instanceof LineFault)) throw fault;
      await this.#connection.drop();
      return false;
    }
  }

  /** After a slip of unknown fate the line is closed, so that nothing of it can be sent later, and the next begins with a cut. */
  async *#run(line: SlipLine, slip: EncodedSlip, signal: AbortSignal): AsyncGenerator<PrintEvent> {
    let isOut = false;
    try {
      for await (const event of new SlipJob(line, slip, this.#patience, signal).events()) {
        isOut = event.type === 'done';
        yield event;
      }
    } finally {
      this.#isHanging = !isOut;
      if (!isOut) await this.#connection.drop();
    }
  }

  #encode(commands: readonly Command[]): EncodedSlip {
    return {
      clearance: this.#isHanging ? clearanceFor(this.#profile) : [],
      commands: wrapped(commands, this.#profile),
      evidence: this.#profile.completion,
      ask: () => this.#ask(),
    };
  }

  #ask(): Acknowledgement {
    this.#count += 1;
    return new Acknowledgement(this.#profile.completion, this.#count);
  }
}

/** It knows none and nearly none; what lies between has no figure, and little is a condition of its own. */
function paperOf(conditions: readonly Condition[]): Supply {
  return { kind: 'paper', name: '卷纸', percent: conditions.includes('paper_out') ? 0 : null };
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
