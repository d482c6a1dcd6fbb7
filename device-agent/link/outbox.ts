/** Tells the server what became of each job, until it has confirmed it: at once, and after a failure again and again. */
import { MOST_OUTCOMES, type Outcomes } from '#server/contract/kiosks.ts';
import { MAX_SHORT_TEXT } from '#server/contract/words.ts';
import type { Log } from '../log.ts';
import type { SpooledJob } from '../printing/spool.ts';
import { Repetition } from '../repetition.ts';

const RETRY_MS = [1000, 2000, 5000, 10_000, 30_000] as const;
const IDLE_MS = 60_000;

export interface OutboxOptions {
  readonly spool: { unreported(limit: number): SpooledJob[]; markReported(jobs: readonly string[]): void };
  readonly report: (outcomes: Outcomes) => Promise<void>;
  readonly log: Log;
  readonly retryMs?: readonly number[];
}

export class Outbox {
  readonly #options: OutboxOptions;
  readonly #repetition: Repetition;
  #failures = 0;

  constructor(options: OutboxOptions) {
    this.#options = options;
    this.#repetition = new Repetition(() => this.#deliver());
  }

  /** Something new lies in the spool, or the server is back. */
  wake(): void {
    this.#failures = 0;
    this.#repetition.wake();
  }

  stop(): void {
    this.#repetition.stop();
  }

  async #deliver(): Promise<number> {
    const { spool, report, log, retryMs = RETRY_MS } = this.#options;
    try {
      const jobs = spool.unreported(MOST_OUTCOMES);
      if (jobs.length === 0) return IDLE_MS;
      await report({ outcomes: jobs.map(outcomeOf) });
      spool.markReported(jobs.map(({ job }) => job));
      this.#failures = 0;
      return jobs.length === MOST_OUTCOMES ? 0 : IDLE_MS;
    } catch {
      log('report_failed');
      this.#failures += 1;
      return retryMs[Math.min(this.#failures, retryMs.length) - 1] ?? IDLE_MS;
    }
  }
}

/** A refused job was not printed: the server need not know more to give a new copy. */
function outcomeOf({ job, document, state, evidence, settledAt }: SpooledJob): Outcomes['outcomes'][number] {
  const outcome = state === 'done' || state === 'uncertain' ? state : 'not_printed';
  const at = new Date(settledAt ?? 0).toISOString();
  return { job, document, outcome, evidence: (evidence || state).slice(0, MAX_SHORT_TEXT), at };
}
