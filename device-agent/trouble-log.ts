import type { Fault } from './contract/faults.ts';
import type { Log } from './log.ts';

/** Trouble with one device, told to the log once: it is tried again every few seconds, and fails in the same way. */
export class TroubleLog {
  readonly #log: Log;
  readonly #event: string;
  #told = '';

  constructor(log: Log, event: string) {
    this.#log = log;
    this.#event = event;
  }

  /** Says nothing of what is no Error: nothing was thrown. */
  tell(cause: unknown, fault?: Fault): void {
    if (!(cause instanceof Error) || cause.message === this.#told) return;
    this.#told = cause.message;
    this.#log(this.#event, { sentence: cause.message, ...(fault && { fault }) });
  }

  /** The device works: the same trouble later is a new one. */
  over(): void {
    this.#told = '';
  }
}
