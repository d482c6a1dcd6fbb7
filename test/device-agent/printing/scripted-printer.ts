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
  inside = 0;
  mostInside = 0;
  readonly printed: Buffer[] = [];

  constructor(log: PaperLog, kind: 'page' | 'slip' = 'page') {
    this.log = log;
    this.kind = kind;
  }

  async status(): Promise<PrinterStatus> {
    return { ...this.state, supplies: this.supplies };
  }

  async *print({ name, bytes }: PrintJob, signal: AbortSignal): AsyncGenerator<PrintEvent> {
    this.inside += 1;
    this.mostInside = Math.max(this.mostInside, this.inside);
    try {
      await this.onStep('create');
      this.log.add({ at: 'created', name });
      yield { type: 'created', deviceJob: '7' };
      await this.onStep('byte_one');
      yield { type: 'sent' };
      yield* this.#blocked(signal);
      if (signal.aborted) return yield { type: 'not_printed', reason: 'cancelled' };
      await this.onStep('paper');
      this.printed.push(Buffer.from(bytes));
      this.log.add({ at: 'paper', name });
      await this.onStep('evidence');
      yield { type: 'done', evidence: 'one sheet' };
    } finally {
      this.inside -= 1;
    }
  }

  async recover({ name }: UnsettledJob): Promise<Outcome> {
    if (this.memory === 'none') return { type: 'uncertain', reason: 'the printer remembers nothing' };
    return this.log.papersOf(name) > 0
      ? { type: 'done', evidence: 'one sheet' }
      : { type: 'not_printed', reason: 'no sheet' };
  }

  async capabilities(): Promise<Capabilities> {
    return this.abilities;
  }

  async retract(): Promise<boolean> {
    return false;
  }

  onChange(): void {}

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
