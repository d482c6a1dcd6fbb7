/** Was the end of a slip the truth? Judged by the far end's own trace; of the product only the row of the job is read. */
import type { JobState, LastState } from '../agent-life.ts';
import type { Wrong } from '../judgement.ts';

export interface SlipTrace {
  /** Every row that came out, in order, also those that hang uncut; and those of a whole slip. */
  readonly rows: readonly string[];
  readonly reference: readonly string[];
  /** Papers on which the whole slip stands. */
  readonly wholes: number;
  /** Times an agent began to give a slip away. */
  readonly begun: number;
  /** Rows that came out after the job had its end. */
  readonly lateRows: number;
  /** A living agent had the printer's word for all of it, the last look included. */
  readonly isProven: boolean;
  /** The agent had written its intent down: from then on it never tries again. */
  readonly wasIntended: boolean;
  /** What the spool of a killed agent said of the job; undefined: nobody was killed. */
  readonly diedIn: LastState | undefined;
  readonly fault: { readonly passes: boolean; readonly isCalledOff?: true; readonly isNoisy?: true };
}

export function wrongIn(trace: SlipTrace, end: JobState | undefined): Wrong | undefined {
  if (trace.wholes > 1 || hasRowTwice(trace)) return 'printed_twice';
  if (trace.fault.isCalledOff && trace.lateRows > 0) return 'late_paper';
  switch (end) {
    case 'done':
      return wrongInDone(trace);
    case 'not_printed':
      if (trace.begun > 0) return 'not_printed_though_begun';
      return trace.fault.passes && !trace.wasIntended ? 'given_up' : undefined;
    case 'uncertain':
      return isNeedless(trace) ? 'needlessly_uncertain' : undefined;
    default:
      return 'lost';
  }
}

function wrongInDone({ wholes, isProven, fault, diedIn }: SlipTrace): Wrong | undefined {
  if (wholes === 0) return 'done_without_paper';
  const isGuess = !isProven && !fault.isNoisy && diedIn !== 'done';
  return isGuess ? 'done_without_evidence' : undefined;
}

/** After a death the printer cannot be asked: whatever was intended is in doubt, and nothing else. */
function isNeedless({ isProven, begun, fault, diedIn }: SlipTrace): boolean {
  if (diedIn !== undefined) return diedIn !== 'intent' && diedIn !== 'sent';
  return (isProven && !fault.isNoisy) || begun === 0;
}

/** A row of the slip more often on paper than it stands in it. What a power cut left of a row is no row of the slip. */
function hasRowTwice({ rows, reference }: SlipTrace): boolean {
  return reference.some((row) => row.trim() !== '' && countOf(row, rows) > countOf(row, reference));
}

function countOf(row: string, rows: readonly string[]): number {
  return rows.filter((one) => one === row).length;
}
