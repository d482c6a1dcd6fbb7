/** The driver of an A4 printer that speaks IPP and takes PDF (RFC 8011); CUPS queues are such printers, too. */
import type {
  Capabilities,
  Outcome,
  PrintEvent,
  PrinterDriver,
  PrinterStatus,
  PrintJob,
  UnsettledJob,
} from '../contract.ts';
import { PRINTER_STATE } from './conditions.ts';
import { Device } from './device.ts';
import { Follower, type HandOver, type Patience } from './follow.ts';
import { deviceJobOf, type FollowedJob, placeIn } from './followed-job.ts';
import { createJob, takeBack } from './job-creation.ts';
import { IppFault } from './wire/client.ts';

export interface PageDriverOptions extends Partial<Patience> {
  /** `ipp://host[:port]/path` or `http://…`. */
  readonly url: string;
  /** For every exchange but the sending of a document. */
  readonly answerWithinMs?: number;
}

const NEVER = new AbortController().signal;

/** Throws TypeError when `url` is neither ipp: nor http:. */
export function ippPageDriver(options: PageDriverOptions): PrinterDriver {
  return new IppPageDriver(options);
}

class IppPageDriver implements PrinterDriver {
  readonly kind = 'page';
  readonly #device: Device;
  readonly #patience: Patience;
  readonly #closed = new AbortController();

  constructor({
    url,
    answerWithinMs = 5000,
    pollMs = 500,
    lostAfterMs = 60_000,
    cancelWithinMs = 15_000,
  }: PageDriverOptions) {
    this.#device = new Device({ url, answerWithinMs });
    this.#patience = { pollMs, lostAfterMs, cancelWithinMs };
  }

  async status(): Promise<PrinterStatus> {
    try {
      const { conditions, state, supplies } = await this.#device.describe();
      return { conditions, busy: state === PRINTER_STATE.processing, supplies };
    } catch (fault) {
      if (!(fault instanceof IppFault)) throw fault;
      return { conditions: ['offline'], busy: false, supplies: [] };
    }
  }

  /** Create-Job, then Send-Document: so the printer's id of the job is known before byte one of the document. */
  async *print(job: PrintJob, signal: AbortSignal): AsyncGenerator<PrintEvent> {
    const calledOff = AbortSignal.any([signal, this.#closed.signal]);
    const created = await createJob(this.#device, job, { ...this.#patience, calledOff });
    if ('type' in created) return yield created;
    let mayStart = false;
    try {
      yield { type: 'created', deviceJob: deviceJobOf(created) };
      mayStart = !calledOff.aborted;
    } finally {
      if (!mayStart) await this.#device.printer.cancelQuietly(created.id);
    }
    if (!mayStart) return yield { type: 'not_printed', reason: 'called off before it was sent' };

    const ended = new AbortController();
    const handOver = this.#handOver(created.id, job, ended.signal);
    try {
      yield* this.#follower(created, signal).events(handOver);
    } finally {
      ended.abort();
    }
  }

  async recover({ name, deviceJob, intentAt }: UnsettledJob): Promise<Outcome> {
    if (deviceJob === undefined) return takeBack(this.#device.printer, name);
    // An agent that is no more sends nothing: a job without its document will never get one.
    const handOver = { state: 'unknown', settled: Promise.resolve() } as const;
    const job = { ...placeIn(deviceJob), name, since: intentAt };
    for await (const event of this.#follower(job, NEVER).events(handOver)) if (isOutcome(event)) return event;
    throw new Error('a followed job ends with an outcome');
  }

  capabilities(): Promise<Capabilities> {
    return this.#device.capabilities();
  }

  async retract(): Promise<boolean> {
    return false;
  }

  onChange(): void {}

  /** A running job is left to the printer: its events end with `uncertain`, and `recover` finds it after a restart. */
  async close(): Promise<void> {
    this.#closed.abort();
    this.#device.close();
  }

  #handOver(id: number, job: PrintJob, signal: AbortSignal) {
    const handOver: { state: HandOver; settled: Promise<void> } = {
      state: 'pending',
      settled: Promise.resolve(),
    };
    handOver.settled = this.#device.printer.sendDocument(id, job, signal).then(
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
    return new Follower(this.#device, job, this.#patience, { callOff, close: this.#closed.signal });
  }
}

function isOutcome(event: PrintEvent): event is Outcome {
  return event.type === 'done' || event.type === 'not_printed' || event.type === 'uncertain';
}
