/** What a page printer says of one job, and what that proves. */
import type { Outcome } from '../../contract.ts';
import { numberOf, stringOf, stringsOf } from '../wire/attributes.ts';
import type { Attributes } from '../wire/codec.ts';

/** RFC 8011 5.3.7. */
const JOB_STATE = { pending: 3, held: 4, canceled: 7, aborted: 8, completed: 9 } as const;

export interface JobReport {
  readonly id: number;
  /** What the printer calls it. */
  readonly name: string | undefined;
  /** Who made it. */
  readonly user: string | undefined;
  readonly state: number;
  readonly reasons: readonly string[];
  /** Sides the printer says it has printed; undefined when it does not count. */
  readonly impressions: number | undefined;
  /** It was once more than waiting. Undefined where the printer does not tell. */
  readonly hasStarted: boolean | undefined;
}

export const REPORTED_BY = [
  'job-id',
  'job-name',
  'job-originating-user-name',
  'job-state',
  'job-state-reasons',
  'job-impressions-completed',
  'time-at-processing',
] as const;

/** Undefined when it lacks what RFC 8011 5.3 demands. */
export function reportIn(job: Attributes): JobReport | undefined {
  const id = numberOf(job, 'job-id');
  const state = numberOf(job, 'job-state');
  if (id === undefined || state === undefined) return undefined;
  return {
    id,
    name: stringOf(job, 'job-name'),
    user: stringOf(job, 'job-originating-user-name'),
    state,
    reasons: stringsOf(job, 'job-state-reasons'),
    impressions: numberOf(job, 'job-impressions-completed'),
    // Out of band, `no-value`, until it is processed (RFC 8011 5.3.14.2).
    hasStarted: job.has('time-at-processing') ? numberOf(job, 'time-at-processing') !== undefined : undefined,
  };
}

/** The printer has the job and still waits for its document (RFC 8011 5.3.8). */
export function lacksDocument({ state, reasons }: JobReport): boolean {
  const waits = state === JOB_STATE.pending || state === JOB_STATE.held;
  return waits && (reasons.includes('job-data-insufficient') || reasons.includes('job-incoming'));
}

export function hasEnded({ state }: JobReport): boolean {
  return state >= JOB_STATE.canceled;
}

/** It waits for paper that the printer has not: not every printer says so of itself, too (RFC 8011 5.3.8). */
export function lacksPaper({ reasons }: JobReport): boolean {
  return reasons.includes('resources-are-not-ready');
}

/** It was under way and waits again: it would begin with its first page once more. */
export function wasPutBack({ state, hasStarted }: JobReport): boolean {
  return state === JOB_STATE.pending && hasStarted === true;
}

/** It has printed something, and said so. */
export function isCounted({ impressions = 0 }: JobReport): boolean {
  return impressions > 0;
}

/** Undefined while the job is not at its end. `pages`: sides that the document has; `counts`: this printer has been seen to count. */
export function verdict(
  job: JobReport,
  { pages, counts }: { pages: number; counts: boolean },
): Outcome | undefined {
  switch (job.state) {
    case JOB_STATE.completed:
      return completed(job, pages);
    case JOB_STATE.canceled:
      return ended(job, 'canceled', counts);
    case JOB_STATE.aborted:
      return ended(job, 'aborted', counts);
    default:
      return undefined;
  }
}

/**
 * `completed` means stacked in the output bin (RFC 8011 5.3.7). Printers that do not count say 0 impressions for ever:
 * they are believed only if they also say that all went well. Who counts must have counted each page.
 */
function completed({ reasons, impressions }: JobReport, pages: number): Outcome {
  if (impressions === undefined) return { type: 'done', evidence: 'completed, impressions not counted' };
  if (impressions >= pages) return { type: 'done', evidence: `completed, ${impressions} impressions` };
  if (impressions > 0) return { type: 'uncertain', reason: `${impressions} of ${pages} pages` };
  return reasons.includes('job-completed-successfully')
    ? { type: 'done', evidence: 'completed successfully, impressions not counted' }
    : { type: 'uncertain', reason: 'completed without an impression' };
}

/** That nothing came is proved by a job that never began, and by the 0 of a printer that counts. */
function ended(
  { impressions, hasStarted }: JobReport,
  how: 'canceled' | 'aborted',
  counts: boolean,
): Outcome {
  if (hasStarted === false || (counts && impressions === 0)) return { type: 'not_printed', reason: how };
  const counted = counts ? (impressions ?? 'uncounted') : 'uncounted';
  return { type: 'uncertain', reason: `${how} after ${counted} impressions` };
}
