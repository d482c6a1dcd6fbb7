import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../contract/faults.ts';
import type { DeviceState } from '../contract/messages.ts';
import type { Log } from '../log.ts';
import type { Line } from '../readers/lines/line.ts';
import { ReaderFault } from '../readers/reader-fault.ts';
import { type AnswerTimes, SamReader } from '../readers/sam/sam-reader.ts';
import { DeviceLost, type Report, type SuperviseTimes, Supervisor } from '../supervise.ts';
import { type CardOnPlate, PlateWatch } from './plate-watch.ts';

export interface ReaderView {
  readonly device: { readonly state: DeviceState; readonly fault: Fault | null };
  /** Printed number of the SAM module; null while no reader has told it. */
  readonly samId: string | null;
  readonly card: CardOnPlate;
}

export interface CardStationOptions extends Partial<AnswerTimes>, Partial<SuperviseTimes> {
  readonly line: Line;
  /** Between two looks at the plate. A card is seen to be lifted after one look, that is within 500 ms. */
  readonly pollMs?: number;
  /** A reader with nothing else to answer is asked for its status this often. */
  readonly heartbeatMs?: number;
  /** A SAM module that was just powered needs about two seconds before it answers. */
  readonly wakeWithinMs?: number;
  readonly log?: Log;
}

const silent: Log = () => {};
const DEFAULTS = { pollMs: 250, heartbeatMs: 3000, wakeWithinMs: 3000, log: silent };
const SILENCES_UNTIL_LOST = 2;

/** One reader on its line, kept in use, and its plate: reads a card while reading is allowed, keeps its record until told to forget. */
export class CardStation {
  readonly #options: CardStationOptions & typeof DEFAULTS;
  readonly #supervisor: Supervisor;
  readonly #plate = new PlateWatch((card) => this.#show({ card }));
  readonly #listeners: ((view: ReaderView) => void)[] = [];
  #view: ReaderView = {
    device: { state: 'absent', fault: 'reader_absent' },
    samId: null,
    card: { state: 'none' },
  };
  #mayRead = false;
  #silences = 0;
  #heardAt = 0;
  /** The last trouble told to the log: what is tried every few seconds is told once. */
  #told = '';

  constructor(options: CardStationOptions) {
    this.#options = { ...DEFAULTS, ...options };
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
  allowReading(yes: boolean): void {
    this.#mayRead = yes;
  }

  /** Lets go of the record. A card still lying there has to be lifted before it is read again. */
  forget(): void {
    this.#plate.forget();
  }

  async #serve(line: Duplex, report: Report, signal: AbortSignal): Promise<void> {
    const reader = new SamReader(line, this.#options);
    this.#silences = 0;
    await this.#wake(reader);
    while (!signal.aborted) {
      await this.#work(reader, report);
      const { pollMs, heartbeatMs } = this.#options;
      await sleep(this.#isDegraded ? heartbeatMs : pollMs, undefined, { signal });
    }
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
      if (this.#isDegraded || !this.#hasQuestion) await this.#beat(reader);
      if (this.#view.samId === null) this.#show({ samId: await reader.samId() });
      if (this.#hasQuestion) await this.#plate.look(reader, () => report('busy'));
      this.#silences = 0;
      report('ready');
    } catch (error) {
      if (!(error instanceof ReaderFault)) throw error;
      this.#takeFault(error, report);
    }
  }

  async #mend(reader: SamReader): Promise<void> {
    this.#plate.loseHold();
    await reader.reset();
  }

  get #isDegraded(): boolean {
    return this.#view.device.state === 'degraded';
  }

  get #hasQuestion(): boolean {
    return this.#plate.hasQuestion(this.#mayRead);
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
    this.#tell(fault, cause);
  }

  /** A reader in order, or out of order and why: a port that may not be opened has no word of its own on the screen. */
  #tell(fault: Fault | null, cause: unknown): void {
    if (fault === null) this.#told = '';
    if (!(cause instanceof Error) || fault === null || cause.message === this.#told) return;
    this.#told = cause.message;
    this.#options.log('reader_trouble', { fault, sentence: cause.message });
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

  #show(change: Partial<ReaderView>): void {
    const next = { ...this.#view, ...change };
    if (JSON.stringify(next) === JSON.stringify(this.#view)) return;
    this.#view = next;
    for (const tell of this.#listeners) tell(next);
  }
}

function faultOf(cause: unknown): Fault {
  if (cause instanceof ReaderFault) return cause.code;
  return cause instanceof DeviceLost ? 'reader_absent' : 'reader_error';
}
