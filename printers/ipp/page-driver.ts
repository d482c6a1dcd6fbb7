/** The driver of an A4 printer that speaks IPP and takes PDF (RFC 8011); CUPS queues are such printers, too. */
import { setTimeout as sleep } from 'node:timers/promises';
import type {
  Capabilities,
  Outcome,
  PrintEvent,
  PrinterDriver,
  PrinterStatus,
  PrintJob,
  UnsettledJob,
} from '../contract.ts';
import { IppClient, IppFault } from './client.ts';
import { cancelQuietly, type FollowedJob, Follower, type HandOver, type Patience } from './follow.ts';
import { IppPrinter } from './ipp-printer.ts';

export interface PageDriverOptions extends Partial<Patience> {
  /** `ipp://host[:port]/path` or `http://…`. */
  readonly url: string;
  /** For every exchange but the sending of a document. */
  readonly answerWithinMs?: number;
}

const NEVER = new AbortController().signal;

type NotPrinted = Extract<Outcome, { type: 'not_printed' }>;

/** Throws TypeError when `url` is neither ipp: nor http:. */
export function ippPageDriver(options: PageDriverOptions): PrinterDriver {
  return new IppPageDriver(options);
}

class IppPageDriver implements PrinterDriver {
  readonly kind = 'page';
  readonly #printer: IppPrinter;
  readonly #patience: Patience;
  readonly #closed = new AbortController();

  constructor({
    url,
    answerWithinMs = 5000,
    pollMs = 500,
    lostAfterMs = 60_000,
    cancelWithinMs = 15_000,
  }: PageDriverOptions) {
    this.#printer = new IppPrinter(new IppClient({ url, answerWithinMs }));
    this.#patience = { pollMs, lostAfterMs, cancelWithinMs };
  }

  async status(): Promise<PrinterStatus> {
    try {
      return await this.#printer.status();
    } catch (fault) {
      if (!(fault instanceof IppFault)) throw fault;
      return { conditions: ['offline'], busy: false, supplies: [] };
    }
  }

  /** Create-Job, then Send-Document: so the printer's id of the job is known before byte one of the document. */
  async *print(job: PrintJob, signal: AbortSignal): AsyncGenerator<PrintEvent> {
    const created = await this.#create(job.name, signal);
    if (created.type === 'not_printed') return yield created;
    const { id } = created;
    let mayStart = false;
    try {
      yield { type: 'created', deviceJob: String(id) };
      mayStart = !signal.aborted && !this.#closed.signal.aborted;
    } finally {
      if (!mayStart) await cancelQuietly(this.#printer, id);
    }
    if (!mayStart) return yield { type: 'not_printed', reason: 'called off before it was sent' };

    const ended = new AbortController();
    const handOver = this.#handOver(id, job, ended.signal);
    try {
      yield* this.#follower({ id, name: job.name }, signal).events(handOver);
    } finally {
      ended.abort();
    }
  }

  async recover({ name, deviceJob }: UnsettledJob): Promise<Outcome> {
    if (deviceJob === undefined) return this.#takeBack(name);
    // An agent that is no more sends nothing: a job without its document will never get one.
    const handOver = { state: 'unknown', settled: Promise.resolve() } as const;
    const follower = this.#follower({ id: Number(deviceJob), name }, NEVER);
    for await (const event of follower.events(handOver)) if (isOutcome(event)) return event;
    throw new Error('a followed job ends with an outcome');
  }

  /** A running job is left to the printer: its events end with `uncertain`, and `recover` finds it after a restart. */
  async capabilities(): Promise<Capabilities> {
    return { evidence: 'job', seesTaking: false, canRetract: false, tellsChanges: false };
  }

  async retract(): Promise<boolean> {
    return false;
  }

  onChange(): void {}

  async close(): Promise<void> {
    this.#closed.abort();
    this.#printer.close();
  }

  async #create(
    name: string,
    signal: AbortSignal,
  ): Promise<{ readonly type: 'created'; readonly id: number } | NotPrinted> {
    const calledOff = AbortSignal.any([signal, this.#closed.signal]);
    try {
      while (!calledOff.aborted) {
        const answer = await this.#printer.createJob(name);
        if (answer.kind === 'created') return { type: 'created', id: answer.id };
        if (answer.kind === 'refused') return { type: 'not_printed', reason: answer.reason };
        await sleep(this.#patience.pollMs, undefined, { signal: calledOff }).catch(() => {});
      }
      return { type: 'not_printed', reason: 'called off before it was sent' };
    } catch (fault) {
      if (!(fault instanceof IppFault)) throw fault;
      return this.#takeBack(name);
    }
  }

  /** Nothing of the document was ever sent; an empty job may be left over at the printer. */
  async #takeBack(name: string): Promise<NotPrinted> {
    try {
      for (const id of await this.#printer.jobsNamed(name)) await cancelQuietly(this.#printer, id);
    } catch (fault) {
      if (!(fault instanceof IppFault)) throw fault;
    }
    return { type: 'not_printed', reason: 'no job came about at the printer' };
  }

  #handOver(id: number, job: PrintJob, signal: AbortSignal) {
    const handOver: { state: HandOver; settled: Promise<void> } = {
      state: 'pending',
      settled: Promise.resolve(),
    };
    handOver.settled = this.#printer.sendDocument(id, job, signal).then(
      (taken) => {
        handOver.state = taken ? 'taken' : 'refused';
      },
      (fault) => {
        handOver.state =
          fault instanceof IppFault && fault.code === 'unreachable' ? 'nothing_left' : 'unknown';
      },
    );
    return handOver;
  }

  #follower(job: FollowedJob, callOff: AbortSignal): Follower {
    return new Follower(this.#printer, job, this.#patience, { callOff, close: this.#closed.signal });
  }
}

function isOutcome(event: PrintEvent): event is Outcome {
  return event.type === 'done' || event.type === 'not_printed' || event.type === 'uncertain';
}
