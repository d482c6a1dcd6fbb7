/** The ends of jobs on their way to the disk: one that it does not take is kept in mind and written as soon as it does. */
import type { Log } from '../log.ts';
import type { End } from './print-run.ts';
import type { Spool } from './spool.ts';
import { SpoolFault } from './spool-fault.ts';

export interface SettlingOptions {
  readonly spool: Pick<Spool, 'settle'>;
  readonly log: Log;
  /** Between two tries. */
  readonly pollMs: number;
  /** The disk has taken one. */
  readonly onSettled: () => void;
}

export class Settling {
  readonly #options: SettlingOptions;
  readonly #unwritten = new Map<string, End>();
  #rewriting: NodeJS.Timeout | undefined;
  #isStopped = false;

  constructor(options: SettlingOptions) {
    this.#options = options;
  }

  settle(job: string, end: End): void {
    const { spool, log, onSettled } = this.#options;
    try {
      spool.settle(job, end.state, end.evidence);
      this.#unwritten.delete(job);
      onSettled();
    } catch (fault) {
      if (!(fault instanceof SpoolFault)) throw fault;
      log('spool_failed', { job, fault: fault.code });
      this.#unwritten.set(job, end);
      this.#rewriteSoon();
    }
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#rewriting);
  }

  /** At rest while nothing is unwritten: each end that fails again asks for the next try. */
  #rewriteSoon(): void {
    if (this.#rewriting !== undefined || this.#isStopped) return;
    this.#rewriting = setTimeout(() => {
      this.#rewriting = undefined;
      for (const [job, end] of this.#unwritten) this.settle(job, end);
    }, this.#options.pollMs).unref();
  }
}
