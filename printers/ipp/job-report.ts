/** What a page printer says of one job, and what that proves. */
import type { Outcome } from '../contract.ts';

/** RFC 8011 5.3.7. */
const JOB_STATE = { pending: 3, held: 4, canceled: 7, aborted: 8, completed: 9 } as const;

export interface JobReport {
  readonly state: number;
  readonly reasons: readonly string[];
  /** Sides the printer says it has printed; undefined when it does not count. */
  readonly impressions: number | undefined;
}

/** The printer has the job and still waits for its document (RFC 8011 5.3.8). */
export function lacksDocument({ state, reasons }: JobReport): boolean {
  const waits = state === JOB_STATE.pending || state === JOB_STATE.held;
  return waits && (reasons.includes('job-data-insufficient') || reasons.includes('job-incoming'));
}

/** Undefined while the job is not at its end. */
export function verdict(job: JobReport): Outcome | undefined {
  switch (job.state) {
    case JOB_STATE.completed:
      return completed(job);
    case JOB_STATE.canceled:
      return ended(job, 'canceled');
    case JOB_STATE.aborted:
      return ended(job, 'aborted');
    default:
      return undefined;
  }
}

/**
 * `completed` means stacked in the output bin (RFC 8011 5.3.7). Printers that do not count say 0 impressions for ever:
 * they are believed only if they also say that all went well.
 */
function completed({ reasons, impressions = 1 }: JobReport): Outcome {
  if (impressions > 0) return { type: 'done', evidence: `completed, ${impressions} impressions` };
  return reasons.includes('job-completed-successfully')
    ? { type: 'done', evidence: 'completed successfully, impressions not counted' }
    : { type: 'uncertain', reason: 'completed without an impression' };
}

/** Only a counted nothing is proof that no paper came. */
function ended({ impressions }: JobReport, how: 'canceled' | 'aborted'): Outcome {
  return impressions === 0
    ? { type: 'not_printed', reason: how }
    : { type: 'uncertain', reason: `${how} after ${impressions ?? 'uncounted'} impressions` };
}
