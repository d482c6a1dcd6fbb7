/**
 * Follows one job inside a page printer to its end, by asking. It never sends a document again: a printer that ran out
 * of paper goes on by itself, a printer that does not answer is asked about the job, and one that has forgotten the job
 * leaves its fate uncertain.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { Blockage } from '../blockage.ts';
import { blockingOf, type Condition, type Outcome, type PrintEvent } from '../contract.ts';
import { Silence } from '../silence.ts';
import type { Device } from './device.ts';
import { type FollowedJob, isOurs, wasSwitchedOff } from './followed-job.ts';
import type { PrinterDescription } from './told/description.ts';
import { type JobReport, lacksDocument, lacksPaper } from './told/job-report.ts';
import { IppFault } from './wire/client.ts';

export interface Patience {
  /** Between two questions about a job. */
  readonly pollMs: number;
  /** A printer that has not answered for so long is given up. */
  readonly lostAfterMs: number;
  /** A job that is not at its end so long after Cancel-Job is given up. */
  readonly cancelWithinMs: number;
}

/** What became of the hand-over: `unknown` when the connection ended without an answer. */
export type HandOver = 'pending' | 'taken' | 'refused' | 'nothing_left' | 'unknown';

export interface HandingOver {
  readonly state: HandOver;
  /** Resolves when `state` is not `pending` any more. */
  readonly settled: Promise<void>;
}

/** One look at the printer: the job and what blocks it; `silent` when no answer came. */
type Look =
  | { readonly kind: 'silent' }
  | { readonly kind: 'ended'; readonly outcome: Outcome }
  | { readonly kind: 'seen'; readonly job: JobReport; readonly blockedBy: readonly Condition[] };

export interface Calls {
  /** Take the job back. */
  readonly callOff: AbortSignal;
  /** Stop asking and leave the job to the printer. */
  readonly close: AbortSignal;
}

export class Follower {
  readonly #device: Device;
  readonly #job: FollowedJob;
  readonly #patience: Patience;
  readonly #calls: Calls;
  readonly #blockage = new Blockage();
  readonly #silence = new Silence();
  #cancelledAt: number | undefined;

  constructor(device: Device, job: FollowedJob, patience: Patience, calls: Calls) {
    this.#device = device;
    this.#job = job;
    this.#patience = patience;
    this.#calls = calls;
  }

  /** The last event is the Outcome. */
  async *events(handOver: HandingOver): AsyncGenerator<PrintEvent> {
    let toldSent = false;
    await this.#pause(handOver.settled);
    while (!this.#calls.close.aborted) {
      if (handOver.state === 'taken' && !toldSent) {
        toldSent = true;
        yield { type: 'sent' };
      }
      const look = await this.#look();
      const outcome = await this.#judge(look, handOver.state);
      if (outcome?.type === 'done') yield* this.#blockage.become([]);
      if (outcome) return yield outcome;
      yield* this.#blockage.become(look.kind === 'seen' ? look.blockedBy : ['offline']);
      await this.#pause(handOver.state === 'pending' ? handOver.settled : undefined);
    }
    yield { type: 'uncertain', reason: 'nobody watches the job any more' };
  }

  async #look(): Promise<Look> {
    try {
      const look = await this.#ask();
      this.#silence.end();
      return look;
    } catch (fault) {
      if (!(fault instanceof IppFault)) throw fault;
      this.#silence.begin();
      return { kind: 'silent' };
    }
  }

  async #ask(): Promise<Look> {
    const job = await this.#device.printer.job(this.#job.id);
    if (job?.name !== this.#job.name) {
      const printer = await this.#device.describe();
      if (job === undefined || !isOurs(this.#job, job, printer)) return forgotten(this.#job, printer);
    }
    const outcome = await this.#device.verdict(job, this.#job);
    if (outcome) return { kind: 'ended', outcome };
    const { conditions } = await this.#device.describe();
    const all = lacksPaper(job) ? [...conditions, 'paper_out' as const] : conditions;
    return { kind: 'seen', job, blockedBy: blockingOf([...new Set(all)]) };
  }

  async #judge(look: Look, handOver: HandOver): Promise<Outcome | undefined> {
    if (handOver === 'nothing_left') {
      await this.#cancel();
      return { type: 'not_printed', reason: 'the document could not be sent' };
    }
    if (look.kind === 'ended') return look.outcome;
    if (this.#calls.callOff.aborted || isHopeless(look, handOver)) await this.#cancel();
    if (this.#silence.ms > this.#patience.lostAfterMs) return uncertain('the printer does not answer');
    if (isOlder(this.#cancelledAt, this.#patience.cancelWithinMs))
      return uncertain('cancelled, but the job does not end');
    return undefined;
  }

  async #cancel(): Promise<void> {
    if (this.#cancelledAt !== undefined) return;
    await this.#device.printer.cancelQuietly(this.#job.id);
    this.#cancelledAt = performance.now();
  }

  /** Until the next question is due, the job is called off or `sooner` comes. */
  async #pause(sooner: Promise<void> | undefined): Promise<void> {
    const wake = new AbortController();
    const { callOff, close } = this.#calls;
    const calls = this.#cancelledAt === undefined ? [callOff, close] : [close];
    const signal = AbortSignal.any([wake.signal, ...calls]);
    const due = sleep(this.#patience.pollMs, undefined, { signal }).catch(() => {});
    await Promise.race(sooner === undefined ? [due] : [due, sooner]);
    wake.abort();
  }
}

/** Nobody will ever complete such a job: it is taken back, and its end then says whether paper came. */
function isHopeless(look: Look, handOver: HandOver): boolean {
  if (handOver === 'refused') return true;
  return handOver === 'unknown' && look.kind === 'seen' && lacksDocument(look.job);
}

function forgotten(job: FollowedJob, printer: PrinterDescription): Look {
  const why = wasSwitchedOff(job, printer) ? 'the printer was switched off and' : 'the printer';
  return { kind: 'ended', outcome: uncertain(`${why} does not know the job any more`) };
}

function isOlder(since: number | undefined, ms: number): boolean {
  return since !== undefined && performance.now() - since > ms;
}

function uncertain(reason: string): Outcome {
  return { type: 'uncertain', reason };
}
