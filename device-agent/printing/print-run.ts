/** One job on its way from the spool to paper. Waits for what it needs, never longer than its order is good for. */
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Capabilities,
  hindersStart,
  type Outcome,
  type PrintEvent,
  type PrinterDriver,
} from '#printers/contract.ts';
import type { Fault } from '../contract/faults.ts';
import type { Job } from '../contract/messages.ts';
import { LinkFault } from '../link/server-link.ts';
import { type Log, placeOf } from '../log.ts';
import type { SettledState, Spool, SpooledJob } from './spool.ts';
import { SpoolFault } from './spool-fault.ts';

/** How a job ended; `evidence` is for the server and holds no personal data. */
export interface End {
  readonly state: SettledState;
  readonly fault: Fault | null;
  readonly evidence: string;
}

export interface RunNeeds {
  readonly spool: Pick<Spool, 'intend' | 'markSent'>;
  readonly driver: PrinterDriver;
  /** Throws LinkFault. */
  readonly fetchDocument: (sha256: string) => Promise<Uint8Array>;
  readonly log: Log;
  readonly now: () => number;
  /** Between two looks at what a job waits for. */
  readonly pollMs: number;
  readonly tell: (state: Job['state'], fault: Fault | null) => void;
}

type Evidence = Capabilities['evidence'];

export const notPrinted = (evidence: string): End => ({
  state: 'not_printed',
  fault: 'not_printed',
  evidence,
});
export const uncertain = (evidence: string): End => ({
  state: 'uncertain',
  fault: 'print_uncertain',
  evidence,
});

/** Thrown out of a wait when the agent stops. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
}

/** A turn of `print` that left no trace: the intent could not be written down, or something came up before it. */
const NO_INTENT = 'no_intent';
const HINDERED = 'hindered';
/** What is longer fires at once (Node, timers). */
const LONGEST_TIMER_MS = 2 ** 31 - 1;
type InVain = typeof NO_INTENT | typeof HINDERED;

export class PrintRun {
  readonly #row: SpooledJob;
  readonly #needs: RunNeeds;
  /** Called off: the resident has gone. The driver then ends the job and says how. */
  readonly #calledOff = new AbortController();
  /** Ends the rest between two looks: the job is called off, or the agent stops. */
  readonly #roused = new AbortController();
  /** Until the intent a job may be called off by its order's time, too: a printer can be busy with others for long. */
  #expiry: NodeJS.Timeout | undefined;
  #isStopping = false;
  #visitEnded = false;
  #isInside = false;
  #isMoving = false;

  constructor(row: SpooledJob, needs: RunNeeds) {
    this.#row = row;
    this.#needs = needs;
  }

  /** What waits or is blocked is called off: nobody is there to take the paper. What is coming out comes out. */
  endVisit(): void {
    this.#visitEnded = true;
    if (!this.#isMoving) this.#callOff();
  }

  /** The agent stops: whatever waits is left as it is for the next start. */
  stop(): void {
    this.#isStopping = true;
    this.#roused.abort();
  }

  get printer(): Job['printer'] {
    return this.#row.printer;
  }

  /** The device has the job. */
  get isInside(): boolean {
    return this.#isInside;
  }

  /** The bytes to print, or why there are none. */
  async document(): Promise<Uint8Array | End> {
    for (;;) {
      try {
        return await this.#needs.fetchDocument(this.#row.document);
      } catch (fault) {
        if (!(fault instanceof LinkFault)) throw fault;
        if (fault.code !== 'server_unreachable') {
          return { state: 'refused', fault: fault.code, evidence: fault.code };
        }
        this.#needs.tell('waiting', 'server_unreachable');
        const end = await this.wait();
        if (end) return end;
      }
    }
  }

  /** The job's turn has come: waits for the printer, then prints. */
  async print(bytes: Uint8Array): Promise<End> {
    for (;;) {
      const status = await this.#needs.driver.status();
      const isFree = !status.busy && hindersStart(status.conditions).length === 0;
      const late = this.#tooLate();
      if (late) return late;
      const end = isFree ? await this.#handOver(bytes) : HINDERED;
      if (typeof end !== 'string') return end;
      this.#needs.tell('waiting', end === NO_INTENT ? 'disk_full' : null);
      const waited = await this.wait();
      if (waited) return waited;
    }
  }

  /**
   * Rests until the next look; an End when there is no point in looking again.
   * @throws Stopped
   */
  async wait(sooner: Promise<unknown>[] = []): Promise<End | undefined> {
    const { signal } = this.#roused;
    const rest = sleep(this.#needs.pollMs, undefined, { signal }).catch(() => undefined);
    await Promise.race([rest, ...sooner]);
    return this.#tooLate();
  }

  #tooLate(): End | undefined {
    if (this.#isStopping) throw new Stopped();
    if (this.#needs.now() >= this.#row.expiresAt) return notPrinted('order_expired');
    return this.#calledOff.signal.aborted ? notPrinted('visit_ended') : undefined;
  }

  #callOff(): void {
    this.#calledOff.abort();
    this.#roused.abort();
  }

  async #handOver(bytes: Uint8Array): Promise<End | InVain> {
    const { driver, tell, log } = this.#needs;
    const { job: name, mediaType, pages } = this.#row;
    const { evidence } = await driver.capabilities();
    const told = { intent: false, evidence };
    this.#isInside = true;
    tell('printing', null);
    this.#expiry = setTimeout(
      () => this.#callOff(),
      Math.min(this.#row.expiresAt - this.#needs.now(), LONGEST_TIMER_MS),
    );
    try {
      for await (const event of driver.print({ name, mediaType, bytes, pages }, this.#calledOff.signal)) {
        // Before the intent the wait is ours: it ends with the order's time and with the agent.
        if (event.type === 'blocked' && !told.intent) return HINDERED;
        const end = this.#take(event, told);
        if (end) return end;
      }
    } catch (fault) {
      if (fault instanceof Stopped) throw fault;
      if (fault instanceof SpoolFault && !told.intent) return NO_INTENT;
      log('driver_failed', { job: name, device: driver.kind, where: placeOf(fault) });
    } finally {
      clearTimeout(this.#expiry);
      this.#isInside = false;
      this.#isMoving = false;
    }
    return told.intent ? uncertain('the driver gave up') : notPrinted('the driver gave up before byte one');
  }

  #take(event: PrintEvent, told: { intent: boolean; readonly evidence: Evidence }): End | undefined {
    switch (event.type) {
      case 'created': {
        const late = this.#tooLate();
        if (late) return late;
        clearTimeout(this.#expiry);
        this.#needs.spool.intend(this.#row.job, event.deviceJob);
        told.intent = true;
        this.#isMoving = true;
        return undefined;
      }
      case 'sent':
        this.#noteSent();
        return undefined;
      case 'blocked':
        this.#isMoving = false;
        if (this.#visitEnded) this.#callOff();
        this.#needs.tell('blocked', null);
        return undefined;
      case 'resumed':
        this.#isMoving = true;
        this.#needs.tell('printing', null);
        return undefined;
      default:
        return endOf(event, told.evidence);
    }
  }

  /** Good to know and no more: what matters was written down with the intent. */
  #noteSent(): void {
    try {
      this.#needs.spool.markSent(this.#row.job);
    } catch (fault) {
      if (!(fault instanceof SpoolFault)) throw fault;
      this.#needs.log('spool_failed', { job: this.#row.job, fault: fault.code });
    }
  }
}

/** The driver's last word in the spool's terms; of a device that can give no evidence, `done` is believed to nobody. */
export function endOf(outcome: Outcome, evidence: Evidence): End {
  switch (outcome.type) {
    case 'done':
      if (evidence === 'none') return uncertain('its printer gives no evidence');
      return { state: 'done', fault: null, evidence: outcome.evidence };
    case 'not_printed':
      return notPrinted(outcome.reason);
    case 'uncertain':
      return uncertain(outcome.reason);
    default:
      return outcome satisfies never;
  }
}
