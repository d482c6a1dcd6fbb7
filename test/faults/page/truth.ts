/** Was the end of a page job the truth? Judged by the sheets and the jobs of the printer itself. */
import type { Job, Sheet } from '#sim/printers/page-printer-engine.ts';
import type { JobState, LastState } from '../agent-life.ts';
import type { Wrong } from '../judgement.ts';
import type { PageFault } from './faults.ts';

export interface PageTrace {
  /** Every sheet that came out, also of what the printer has forgotten. */
  readonly sheets: readonly Sheet[];
  readonly pages: number;
  /** What the printer still knows. */
  readonly jobs: readonly Readonly<Job>[];
  /** Sheets that came out after the job had its end. */
  readonly lateSheets: number;
  readonly wasIntended: boolean;
  readonly diedIn: LastState | undefined;
  readonly fault: PageFault;
}

export function wrongIn(trace: PageTrace, end: JobState | undefined): Wrong | undefined {
  const { sheets, fault, lateSheets } = trace;
  const numbers = new Set(sheets.map(({ page }) => page));
  if (numbers.size < sheets.length) return 'printed_twice';
  if (fault.isCalledOff && lateSheets > 0) return 'late_paper';
  if (isLeftBehind(trace)) return 'left_behind';
  switch (end) {
    case 'done':
      return numbers.size < trace.pages ? 'done_without_paper' : undefined;
    case 'not_printed':
      if (sheets.length > 0) return 'not_printed_with_paper';
      return mustPrint(trace) ? 'given_up' : undefined;
    case 'uncertain':
      return isNeedless(trace) ? 'needlessly_uncertain' : undefined;
    default:
      return 'lost';
  }
}

function isLeftBehind({ jobs, fault }: PageTrace): boolean {
  return !fault.silences && jobs.some(({ state }) => state === 'waiting_for_document');
}

function mustPrint({ fault, wasIntended, diedIn }: PageTrace): boolean {
  return !wasIntended && (fault.passes === true || diedIn !== undefined);
}

/**
 * A printer that still knows the job must be believed, unless it stopped in the middle: its 0 sides prove nothing to an
 * agent that has never seen it count.
 */
function isNeedless({ jobs, fault }: PageTrace): boolean {
  if (fault.silences) return false;
  return !jobs.some(
    ({ state, times }) => (state === 'cancelled' || state === 'aborted') && times.started !== undefined,
  );
}
