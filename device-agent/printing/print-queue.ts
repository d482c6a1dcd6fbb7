/** Print orders become paper: one job inside a device at a time, each at most once, also across restarts. */
import type { PrinterDriver } from '#printers/contract.ts';
import type { OrderClaims } from '#server/contract/envelopes.ts';
import type { Fault } from '../contract/faults.ts';
import type { Job } from '../contract/messages.ts';
import { type Log, placeOf } from '../log.ts';
import type { OrderName } from './order.ts';
import { type End, endOf, PrintRun, Stopped } from './print-run.ts';
import type { Spool, SpooledJob } from './spool.ts';
import { SpoolFault } from './spool-fault.ts';

export interface PrintQueueOptions {
  readonly spool: Spool;
  readonly drivers: { readonly page?: PrinterDriver; readonly slip?: PrinterDriver };
  readonly fetchDocument: (sha256: string) => Promise<Uint8Array>;
  readonly log: Log;
  /** What the screen sees has changed. */
  readonly onChange: () => void;
  /** A job has come to its end and the spool knows. */
  readonly onSettled: () => void;
  readonly now?: () => number;
  readonly pollMs?: number;
}

/** A visit has a handful of jobs; a screen gone wrong cannot make the snapshot grow without end. */
const MOST_SHOWN = 50;

interface Live {
  readonly run: PrintRun;
  readonly ended: Promise<void>;
}

export class PrintQueue {
  readonly #options: PrintQueueOptions;
  /** Jobs without an end. */
  readonly #live = new Map<string, Live>();
  /** What the screen is told: the jobs of this visit. */
  readonly #shown = new Map<string, Job>();
  /** The last job of each device; the next one takes its turn after it. */
  readonly #lanes = new Map<Job['printer'], Promise<unknown>>();
  /** Ends the disk would not take yet. */
  readonly #unwritten = new Map<string, End>();
  #rewriting: NodeJS.Timeout | undefined;
  readonly #stopping = new AbortController();

  constructor(options: PrintQueueOptions) {
    this.#options = options;
  }

  get view(): readonly Job[] {
    return [...this.#shown.values()];
  }

  /** Picks up what a former life of this process left behind: what was inside a device first. */
  start(): void {
    const rows = this.#options.spool.unsettled();
    const isQueued = ({ state }: SpooledJob) => state === 'queued';
    for (const row of rows) this.#show(row, isQueued(row) ? 'queued' : 'printing', null);
    for (const row of rows.filter((one) => !isQueued(one))) this.#begin(row, () => this.#recover(row));
    for (const row of rows.filter(isQueued)) this.#begin(row);
  }

  /** Takes an order whose signature, kiosk and time are in order. The answer is the job in `view`. */
  submit(order: OrderClaims): void {
    try {
      const acceptance = this.#options.spool.accept(order);
      const row = acceptance === 'new' ? this.#options.spool.find(order.job) : undefined;
      if (row !== undefined) {
        this.#options.log('job_accepted', { job: row.job, device: row.printer });
        this.#show(row, 'queued', null);
        this.#begin(row);
      } else if (acceptance === 'replayed' || !this.#shown.has(order.job)) {
        this.refuse(order, 'order_replayed');
      }
    } catch (fault) {
      if (!(fault instanceof SpoolFault)) throw fault;
      this.#options.log('spool_failed', { job: order.job, fault: fault.code });
      this.refuse(order, 'disk_full');
    }
  }

  /** Shows a job as refused; a job of this name that is under way stays as it is. */
  refuse(name: OrderName, fault: Fault): void {
    this.#options.log('order_refused', { job: name.job, fault });
    if (this.#shown.has(name.job) || this.#shown.size >= MOST_SHOWN) return;
    this.#show(name, 'refused', fault);
  }

  /** The resident has gone: nothing more is begun, nothing more is shown. The rows stay. */
  endVisit(): void {
    for (const { run } of this.#live.values()) run.endVisit();
    this.#shown.clear();
    this.#options.onChange();
  }

  /** A new visit may come: what has ended is of no more interest to the screen. */
  beginVisit(): void {
    for (const job of this.#shown.keys()) if (!this.#live.has(job)) this.#shown.delete(job);
    this.#options.onChange();
  }

  get isPrinting(): boolean {
    return this.#live.size > 0;
  }

  /** Begins nothing more, and gives what is under way so long to end; the next start settles the rest. */
  async stop(graceMs: number): Promise<void> {
    this.#stopping.abort();
    clearTimeout(this.#rewriting);
    const { promise: patience, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, graceMs);
    await Promise.race([patience, Promise.all([...this.#live.values()].map(({ ended }) => ended))]);
    clearTimeout(timer);
  }

  get #pollMs(): number {
    return this.#options.pollMs ?? 500;
  }

  #begin(row: SpooledJob, work?: () => Promise<End>): void {
    const driver = this.#options.drivers[row.printer];
    if (driver === undefined) {
      this.#end(row.job, { state: 'refused', fault: 'not_printed', evidence: 'no such printer here' });
      return;
    }
    const { spool, fetchDocument, log, now = Date.now } = this.#options;
    const tell = (state: Job['state'], fault: Fault | null) => this.#tell(row.job, state, fault);
    const { signal: stopping } = this.#stopping;
    const needs = { spool, driver, fetchDocument, log, now, pollMs: this.#pollMs, stopping, tell };
    const run = new PrintRun(row, needs);
    const ended = (work ? this.#inTurn(row.printer, work) : this.#print(row, run)).then(
      (end) => this.#end(row.job, end),
      (fault) => this.#failed(row, fault),
    );
    this.#live.set(row.job, { run, ended });
  }

  async #print(row: SpooledJob, run: PrintRun): Promise<End> {
    const document = await run.document();
    if (!(document instanceof Uint8Array)) return document;
    const obstacle = row.after === null ? undefined : await this.#dependency(row.after, run);
    return obstacle ?? this.#inTurn(row.printer, () => run.print(document));
  }

  /** Waits for the job this one comes after: a receipt of a paper that nobody has seen would promise too much. */
  async #dependency(after: string, run: PrintRun): Promise<End | undefined> {
    for (;;) {
      const state = this.#options.spool.find(after)?.state;
      if (state === 'done') return undefined;
      if (state === 'not_printed' || state === 'refused' || state === 'uncertain') {
        return { state: 'not_printed', fault: 'not_printed', evidence: `after a job that was ${state}` };
      }
      const before = this.#live.get(after);
      const end = await run.wait(before && [before.ended]);
      if (end) return end;
    }
  }

  async #recover({ job, printer, deviceJob, intentAt }: SpooledJob): Promise<End> {
    const driver = this.#options.drivers[printer];
    const unsettled = { name: job, deviceJob: deviceJob ?? undefined, intentAt: intentAt ?? 0 };
    const outcome = await driver?.recover(unsettled);
    return endOf(outcome ?? { type: 'uncertain', reason: 'its printer is no longer configured' });
  }

  /** A fault of ours, not of the device: said so, and never mistaken for a proof that nothing was printed. */
  #failed({ job }: SpooledJob, fault: unknown): void {
    if (fault instanceof Stopped) return;
    this.#options.log('print_failed', { job, where: placeOf(fault) });
    const state = this.#options.spool.find(job)?.state;
    const type = state === 'queued' ? 'not_printed' : 'uncertain';
    this.#end(job, endOf({ type, reason: 'the agent failed' }));
  }

  async #inTurn(printer: Job['printer'], work: () => Promise<End>): Promise<End> {
    const turn = (this.#lanes.get(printer) ?? Promise.resolve()).then(work);
    this.#lanes.set(
      printer,
      turn.catch(() => undefined),
    );
    return turn;
  }

  #end(job: string, end: End): void {
    this.#live.delete(job);
    this.#settle(job, end);
    this.#tell(job, end.state, end.fault);
    this.#options.log('job_settled', { job, state: end.state });
  }

  #settle(job: string, end: End): void {
    try {
      this.#options.spool.settle(job, end.state, end.evidence);
      this.#unwritten.delete(job);
      this.#options.onSettled();
    } catch (fault) {
      if (!(fault instanceof SpoolFault)) throw fault;
      this.#options.log('spool_failed', { job, fault: fault.code });
      this.#unwritten.set(job, end);
      this.#rewriteSoon();
    }
  }

  /** At rest while nothing is unwritten: each end that fails again asks for the next try. */
  #rewriteSoon(): void {
    if (this.#rewriting !== undefined || this.#stopping.signal.aborted) return;
    this.#rewriting = setTimeout(() => {
      this.#rewriting = undefined;
      for (const [job, end] of this.#unwritten) this.#settle(job, end);
    }, this.#pollMs).unref();
  }

  #show({ job, printer }: OrderName, state: Job['state'], fault: Fault | null): void {
    this.#shown.set(job, { job, printer, state, fault });
    this.#options.onChange();
  }

  #tell(job: string, state: Job['state'], fault: Fault | null): void {
    const shown = this.#shown.get(job);
    if (shown === undefined || (shown.state === state && shown.fault === fault)) return;
    this.#shown.set(job, { ...shown, state, fault });
    this.#options.onChange();
  }
}
