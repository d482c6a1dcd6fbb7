/** Print orders become paper: one job inside a device at a time, each at most once, also across restarts. */
import type { PrinterDriver, UnsettledJob } from '#printers/contract.ts';
import type { OrderClaims } from '#server/contract/envelopes.ts';
import type { Fault } from '../contract/faults.ts';
import type { Job } from '../contract/messages.ts';
import { type Log, placeOf } from '../log.ts';
import type { OrderName } from './order.ts';
import { type End, endOf, notPrinted, PrintRun, Stopped, uncertain } from './print-run.ts';
import { Settling } from './settling.ts';
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
  /** A paper came out when its visit was over: nobody stood there to take it. */
  readonly onUnattended?: (printer: Job['printer']) => void;
  readonly now?: () => number;
  readonly pollMs?: number;
}

/** A visit has a handful of jobs; a screen gone wrong cannot make the snapshot grow without end. */
const MOST_SHOWN = 50;

interface Live {
  readonly run: PrintRun;
  readonly ended: Promise<void>;
}

const AGENT_FAILED = 'the agent failed';
const NO_PRINTER = 'its printer is not configured';

export class PrintQueue {
  readonly #options: PrintQueueOptions;
  /** Jobs without an end. */
  readonly #live = new Map<string, Live>();
  /** What the screen is told: the jobs of this visit. */
  readonly #shown = new Map<string, Job>();
  /** Jobs of a former life of this process: whoever stood there may have gone. */
  readonly #leftBehind = new Set<string>();
  /** The last job of each device; the next one takes its turn after it. */
  readonly #lanes = new Map<Job['printer'], Promise<unknown>>();
  readonly #settling: Settling;
  #isStopping = false;

  constructor(options: PrintQueueOptions) {
    this.#options = options;
    const { spool, log, onSettled } = options;
    this.#settling = new Settling({ spool, log, onSettled, pollMs: this.#pollMs });
  }

  get view(): readonly Job[] {
    return [...this.#shown.values()];
  }

  /** Picks up what a former life of this process left behind: what was inside a device first. */
  start(): void {
    this.#remindOfHanging();
    const rows = this.#options.spool.unsettled();
    const isQueued = ({ state }: SpooledJob) => state === 'queued';
    for (const row of rows) {
      this.#leftBehind.add(row.job);
      this.#show(row, isQueued(row) ? 'queued' : 'printing', null);
    }
    for (const row of rows.filter((one) => !isQueued(one))) {
      this.#begin(row, (_, driver) => this.#inTurn(row.printer, () => this.#recover(row, driver)));
    }
    for (const row of rows.filter(isQueued))
      this.#begin(row, (run, driver) => this.#printAfresh(row, run, driver));
  }

  /** Takes an order whose signature, kiosk and time are in order. The answer is the job in `view`. */
  submit(order: OrderClaims): void {
    try {
      const acceptance = this.#options.spool.accept(order);
      const row = acceptance === 'new' ? this.#options.spool.find(order.job) : undefined;
      if (row !== undefined) {
        this.#options.log('job_accepted', { job: row.job, device: row.printer });
        this.#show(row, 'queued', null);
        this.#begin(row, (run) => this.#print(row, run));
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

  /** This device has a job of ours, and whatever shows in its mouth is coming out. */
  isInside(printer: Job['printer']): boolean {
    return [...this.#live.values()].some(({ run }) => run.printer === printer && run.isInside);
  }

  /** Begins nothing more, and gives what is under way so long to end; the next start settles the rest. */
  async stop(graceMs: number): Promise<void> {
    this.#isStopping = true;
    for (const { run } of this.#live.values()) run.stop();
    this.#settling.stop();
    const { promise: patience, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, graceMs);
    await Promise.race([patience, Promise.all([...this.#live.values()].map(({ ended }) => ended))]);
    clearTimeout(timer);
  }

  get #pollMs(): number {
    return this.#options.pollMs ?? 500;
  }

  #begin(row: SpooledJob, work: (run: PrintRun, driver: PrinterDriver) => Promise<End>): void {
    const driver = this.#options.drivers[row.printer];
    if (driver === undefined) {
      const isUntouched = row.state === 'queued';
      this.#end(row, isUntouched ? { ...notPrinted(NO_PRINTER), state: 'refused' } : uncertain(NO_PRINTER));
      return;
    }
    const { spool, fetchDocument, log, now = Date.now } = this.#options;
    const tell = (state: Job['state'], fault: Fault | null) => this.#tell(row.job, state, fault);
    const needs = { spool, driver, fetchDocument, log, now, pollMs: this.#pollMs, tell };
    const run = new PrintRun(row, needs);
    if (this.#isStopping) run.stop();
    const ended = work(run, driver).then(
      (end) => this.#end(row, end),
      (fault) => this.#failed(row, fault),
    );
    this.#live.set(row.job, { run, ended });
  }

  /** Killed between the job's creation at the device and its intent, the agent left it there empty, in everybody's way. */
  async #printAfresh(row: SpooledJob, run: PrintRun, driver: PrinterDriver): Promise<End> {
    const { now = Date.now } = this.#options;
    const empty = { name: row.job, deviceJob: undefined, intentAt: now() };
    await this.#inTurn(row.printer, () => driver.recover(empty));
    return this.#print(row, run);
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

  async #recover(row: SpooledJob, driver: PrinterDriver): Promise<End> {
    const { evidence } = await driver.capabilities();
    return endOf(await driver.recover(unsettled(row)), evidence);
  }

  /**
   * A slip printer has no memory: whether somebody's rows may hang in it, only the driver knew that is gone. Told once
   * more of a slip that ended uncertain, it begins the next one with a cut. Its answer is old and changes nothing.
   */
  #remindOfHanging(): void {
    const { spool, drivers, log } = this.#options;
    const last = spool.lastInside('slip');
    if (drivers.slip === undefined || last?.state !== 'uncertain') return;
    const { slip } = drivers;
    this.#inTurn('slip', () => slip.recover(unsettled(last))).catch((fault) =>
      log('driver_failed', { job: last.job, device: 'slip', where: placeOf(fault) }),
    );
  }

  /** A fault of ours, not of the device: said so, and never mistaken for a proof that nothing was printed. */
  #failed(row: SpooledJob, fault: unknown): void {
    if (fault instanceof Stopped) return;
    const { job } = row;
    this.#options.log('print_failed', { job, where: placeOf(fault) });
    const isUntouched = this.#options.spool.find(job)?.state === 'queued';
    this.#end(row, isUntouched ? notPrinted(AGENT_FAILED) : uncertain(AGENT_FAILED));
  }

  async #inTurn<Answer>(printer: Job['printer'], work: () => Promise<Answer>): Promise<Answer> {
    const turn = (this.#lanes.get(printer) ?? Promise.resolve()).then(work);
    this.#lanes.set(
      printer,
      turn.catch(() => undefined),
    );
    return turn;
  }

  #end({ job, printer }: SpooledJob, end: End): void {
    this.#live.delete(job);
    const isUnattended = this.#leftBehind.delete(job) || !this.#shown.has(job);
    if (end.state === 'done' && isUnattended) this.#options.onUnattended?.(printer);
    this.#settling.settle(job, end);
    this.#tell(job, end.state, end.fault);
    this.#options.log('job_settled', { job, state: end.state });
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

function unsettled({ job, deviceJob, intentAt }: SpooledJob): UnsettledJob {
  return { name: job, deviceJob: deviceJob ?? undefined, intentAt: intentAt ?? 0 };
}
