import { once } from 'node:events';
import type {
  Capabilities,
  Outcome,
  PrintEvent,
  PrinterDriver,
  PrinterStatus,
  PrintJob,
  UnsettledJob,
} from '#printers/contract.ts';
import type { PaperLog } from './paper-log.ts';

const WELL: Mood = { conditions: [], busy: false };
type Mood = Omit<PrinterStatus, 'supplies'>;

/** A printer whose moods a test sets; what it printed stands in its paper log. */
export class ScriptedPrinter implements PrinterDriver {
  readonly kind: 'page' | 'slip';
  readonly log: PaperLog;
  state: Mood = WELL;
  supplies: PrinterStatus['supplies'] = [];
  abilities: Capabilities = { evidence: 'job', seesTaking: false, canRetract: false, tellsChanges: false };
  /** Called with the name of each step before it is taken; may throw, wait or kill. */
  onStep: (step: 'create' | 'byte_one' | 'paper' | 'evidence') => void | Promise<void> = () => {};
  /** What the printer says of a job when it is asked after a restart; by default what its paper log says. */
  memory: 'good' | 'none' = 'good';
  /** Something that comes up between the last look and the creation of a job. */
  comesUp: PrinterStatus['conditions'] = [];
  #callOff: AbortSignal | undefined;
  inside = 0;
  mostInside = 0;
  readonly printed: Buffer[] = [];
  readonly pages: number[] = [];
  /** Every job it was asked about after a restart, with the device's id of it where one was known. */
  readonly askedAbout: { name: string; deviceJob: string | undefined }[] = [];
  /** What becomes of a paper that is drawn back. */
  retracts = false;
  retracted = 0;
  #hear: () => void = () => {};

  constructor(log: PaperLog, kind: 'page' | 'slip' = 'page') {
    this.log = log;
    this.kind = kind;
  }

  async status(): Promise<PrinterStatus> {
    return { ...this.state, supplies: this.supplies };
  }

  async *print({ name, bytes, pages }: PrintJob, signal: AbortSignal): AsyncGenerator<PrintEvent> {
    this.inside += 1;
    this.#callOff = signal;
    this.mostInside = Math.max(this.mostInside, this.inside);
    try {
      if (this.comesUp.length > 0) yield { type: 'blocked', conditions: this.comesUp };
      await this.onStep('create');
      if (signal.aborted) return yield { type: 'not_printed', reason: 'called off' };
      this.log.add({ at: 'created', name });
      yield { type: 'created', deviceJob: '7' };
      await this.onStep('byte_one');
      yield { type: 'sent' };
      yield* this.#blocked(signal);
      if (signal.aborted) return yield { type: 'not_printed', reason: 'cancelled' };
      await this.onStep('paper');
      this.printed.push(Buffer.from(bytes));
      this.pages.push(pages);
      this.log.add({ at: 'paper', name });
      await this.onStep('evidence');
      yield { type: 'done', evidence: 'one sheet' };
    } finally {
      this.inside -= 1;
    }
  }

  /** Of the job under way. */
  async untilCalledOff(): Promise<void> {
    const signal = this.#callOff;
    if (signal && !signal.aborted) await once(signal, 'abort');
  }

  async recover({ name, deviceJob }: UnsettledJob): Promise<Outcome> {
    this.askedAbout.push({ name, deviceJob });
    if (this.memory === 'none') return { type: 'uncertain', reason: 'the printer remembers nothing' };
    return this.log.papersOf(name) > 0
      ? { type: 'done', evidence: 'one sheet' }
      : { type: 'not_printed', reason: 'no sheet' };
  }

  async capabilities(): Promise<Capabilities> {
    return this.abilities;
  }

  async retract(): Promise<boolean> {
    this.retracted += 1;
    return this.retracts;
  }

  onChange(hear: () => void): void {
    this.#hear = hear;
  }

  /** Speaks by itself. */
  tell(state: Mood): void {
    this.state = state;
    this.#hear();
  }

  async close(): Promise<void> {}

  async *#blocked(signal: AbortSignal): AsyncGenerator<PrintEvent> {
    if (this.state.conditions.length === 0) return;
    yield { type: 'blocked', conditions: this.state.conditions };
    while (this.state.conditions.length > 0 && !signal.aborted) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    if (!signal.aborted) yield { type: 'resumed' };
  }
}
