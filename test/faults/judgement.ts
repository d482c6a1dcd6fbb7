/** How one run ended, and what is said when that is not the truth. */
import type { JobState } from './agent-life.ts';

export type Wrong =
  | 'printed_twice'
  /** The spool has no end of the job. */
  | 'lost'
  | 'done_without_paper'
  | 'done_without_evidence'
  | 'not_printed_though_begun'
  | 'not_printed_with_paper'
  /** The printer had proven the paper, or nothing of the document had left. */
  | 'needlessly_uncertain'
  /** All was well again, and nothing was printed all the same. */
  | 'given_up'
  /** Called off, and printed afterwards. */
  | 'late_paper'
  /** An empty job stays in the printer and may keep it from others. */
  | 'left_behind'
  /** The run itself threw. */
  | 'broken';

export interface Result {
  /** The moment came; else nothing was tried. */
  readonly isStruck: boolean;
  /** Undefined: the spool has none. */
  readonly end: JobState | undefined;
  readonly wrong: Wrong | undefined;
  /** The product's own reason, and what the far end saw: for whoever mends it. */
  readonly account: string;
}
