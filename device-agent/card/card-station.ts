import type { Duplex } from 'node:stream';
import type { Fault } from '../contract/faults.ts';
import type { DeviceState, Reading } from '../contract/messages.ts';
import type { Line } from '../lines/line.ts';
import type { Log } from '../log.ts';
import { pause } from '../patience.ts';
import { ReaderFault } from '../readers/reader-fault.ts';
import { type AnswerTimes, SamReader } from '../readers/sam/sam-reader.ts';
import { DeviceLost, type Report, type SuperviseTimes, Supervisor } from '../supervise.ts';
import { TroubleLog } from '../trouble-log.ts';
import { type CardOnPlate, PlateWatch } from './plate-watch.ts';

export interface ReaderView {
  readonly device: { readonly state: DeviceState; readonly fault: Fault | null };
  /** Printed number of the SAM module; null while no reader has told it. */
  readonly samId: string | null;
  /** Figures of the last card laid, for whoever looks after the machine; null before the first. */
  readonly lastReading: Reading | null;
  readonly card: CardOnPlate;
}

export interface CardStationOptions extends Partial<AnswerTimes>, Partial<SuperviseTimes> {
  readonly line: Line;
  readonly log: Log;
  /** From one look at the plate to the next. A card is seen to be lifted after one look: within 500 ms. */
  readonly pollMs?: number;
  /** A reader with nothing else to answer is asked for its status this often. */
  readonly heartbeatMs?: number;
  /** A SAM module that was just powered needs about two seconds before it answers. */
  readonly wakeWithinMs?: number;
}

const DEFAULTS = { pollMs: 250, heartbeatMs: 3000, wakeWithinMs: 3000 };
const SILENCES_UNTIL_LOST = 2;
/** Even a look that took long, on a slow line, is followed by a moment of rest. */
const LEAST_REST = 0.1;

/** One reader on its line, kept in use, and its plate: reads a card while reading is allowed, keeps its record until told to forget. */
export class CardStation {
  readonly #options: CardStationOptions & typeof DEFAULTS;
  readonly #supervisor: Supervisor;
  readonly #plate = new PlateWatch({
    onCard: (card) => this.#show({ card }),
    onReading: (reading) => this.#report(reading),
  });
  readonly #trouble: TroubleLog;
  readonly #listeners: ((view: ReaderView) => void)[] = [];
  #view: ReaderView = {
    device: { state: 'absent', fault: 'reader_absent' },
    samId: null,
    lastReading: null,
    card: { state: 'none', lying: false },
  };
  #silences = 0;
  /** This module refused to tell its number. */
  #isNameless = false;
  #heardAt = 0;

  constructor(options: CardStationOptions) {
    this.#options = { ...DEFAULTS, ...options };
    this.#trouble = new TroubleLog(options.log, 'reader_trouble');
    this.#supervisor = new Supervisor(
      {
        isPresent: () => options.line.isPresent(),
        open: () => options.line.open(),
        serve: (line, report, signal) => this.#serve(line, report, signal),
        onState: (state, cause) => this.#onState(state, cause),
      },
      options,
    );
  }

  get view(): ReaderView {
    return this.#view;
  }

  onChange(fn: (view: ReaderView) => void): void {
    this.#listeners.push(fn);
  }

  start(): void {
    this.#supervisor.start();
  }

  stop(): Promise<void> {
    return this.#supervisor.stop();
  }

  /** While true, the next card is read: one laid from now on, or one that already lies there and was never read. */
  allowReading(isAllowed: boolean): void {
    this.#plate.allowReading(isAllowed);
  }

  /** Lets go of the record. A card still lying there has to be lifted before it is read again. */
  forget(): void {
    this.#plate.forget();
  }

  async #serve(line: Duplex, report: Report, signal: AbortSignal): Promise<void> {
    const reader = new SamReader(line, this.#options);
    this.#silences = 0;
    this.#isNameless = false;
    this.#heardAt = Number.NEGATIVE_INFINITY;
    await this.#wake(reader);
    while (!signal.aborted) {
      const from = performance.now();
      await this.#work(reader, report);
      await pause(this.#restMs(performance.now() - from), signal);
    }
  }

  /** Looks begin at an even pace, so that the long answers of a slow line do not add to it. */
  #restMs(workedMs: number): number {
    const { pollMs, heartbeatMs } = this.#options;
    if (this.#isDegraded) return heartbeatMs;
    return Math.max(pollMs * LEAST_REST, pollMs - workedMs);
  }

  /** @throws ReaderFault when the reader says nothing in the time a SAM module needs to start */
  async #wake(reader: SamReader): Promise<void> {
    const until = performance.now() + this.#options.wakeWithinMs;
    for (;;) {
      try {
        return await reader.checkStatus();
      } catch (error) {
        if (!(error instanceof ReaderFault) || error.code === 'reader_absent') throw error;
        if (error.status !== undefined) return; // awake, if not well: the first piece of work will tell
        if (performance.now() > until) throw error;
      }
    }
  }

  async #work(reader: SamReader, report: Report): Promise<void> {
    try {
      if (this.#isDegraded) await this.#mend(reader);
      if (this.#isDegraded || !this.#plate.hasQuestion) await this.#beat(reader);
      if (this.#view.samId === null && !this.#isNameless) await this.#askSamId(reader);
      if (this.#plate.hasQuestion) await this.#plate.look(reader, () => report('busy'));
      this.#silences = 0;
      report('ready');
    } catch (error) {
      if (!(error instanceof ReaderFault)) throw error;
      this.#takeFault(error, report);
    }
  }

  /** A module that will not tell its number reads cards all the same. */
  async #askSamId(reader: SamReader): Promise<void> {
    try {
      this.#show({ samId: await reader.samId() });
    } catch (error) {
      if (!(error instanceof ReaderFault) || error.code !== 'reader_refused_command') throw error;
      this.#isNameless = true;
    }
  }

  async #mend(reader: SamReader): Promise<void> {
    this.#plate.loseHold();
    await reader.reset();
  }

  get #isDegraded(): boolean {
    return this.#view.device.state === 'degraded';
  }

  async #beat(reader: SamReader): Promise<void> {
    if (!this.#isDegraded && performance.now() - this.#heardAt < this.#options.heartbeatMs) return;
    await reader.checkStatus();
    this.#heardAt = performance.now();
  }

  /** A reader that says what is wrong is there, and out of order; one that says nothing twice is lost. */
  #takeFault(fault: ReaderFault, report: Report): void {
    this.#silences = fault.status === undefined ? this.#silences + 1 : 0;
    if (fault.status !== undefined) report('degraded', fault);
    else if (fault.code === 'reader_absent' || this.#silences >= SILENCES_UNTIL_LOST) throw fault;
  }

  #onState(state: DeviceState, cause?: unknown): void {
    if (state === 'lost') this.#plate.loseHold();
    const samId = state === 'lost' ? null : this.#view.samId;
    const fault = this.#faultIn(state, cause);
    this.#show({ device: { state, fault }, samId });
    if (fault === null) this.#trouble.over();
    else this.#trouble.tell(cause, fault);
  }

  #faultIn(state: DeviceState, cause: unknown): Fault | null {
    switch (state) {
      case 'ready':
      case 'busy':
        return null;
      case 'absent':
        return 'reader_absent';
      case 'lost':
      case 'degraded':
        return faultOf(cause);
      case 'opening':
      case 'initialising':
      case 'backoff':
        return this.#view.device.fault;
      default:
        return state satisfies never;
    }
  }

  /** One line a card. Steps that were not come to are left out. */
  #report(reading: Reading): void {
    const { outcome, ...figures } = reading;
    const known = Object.fromEntries(Object.entries(figures).filter(([, value]) => value !== null));
    if (outcome === 'read') this.#options.log('card_read', known);
    else this.#options.log('card_not_read', { fault: outcome, ...known });
    this.#show({ lastReading: reading });
  }

  #show(change: Partial<ReaderView>): void {
    const next = { ...this.#view, ...change };
    if (isSame(next, this.#view)) return;
    this.#view = next;
    for (const tell of this.#listeners) tell(next);
  }
}

function isSame(one: ReaderView, other: ReaderView): boolean {
  const { state, fault } = other.device;
  if (one.device.state !== state || one.device.fault !== fault) return false;
  return one.samId === other.samId && one.card === other.card && one.lastReading === other.lastReading;
}

function faultOf(cause: unknown): Fault {
  if (cause instanceof ReaderFault) return cause.code;
  return cause instanceof DeviceLost ? 'reader_absent' : 'reader_error';
}
