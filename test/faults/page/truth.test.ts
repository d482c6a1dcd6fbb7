import { describe, expect, it } from 'vitest';
import type { PageFault } from './faults.ts';
import { type PageTrace, wrongIn } from './truth.ts';

const JOB = '0b1f6b9e-6a4d-4c39-9f5e-1f6f6a1d2c01';
const PASSING: PageFault = { kind: 'paper_filled', strike: () => {}, stride: 1, passes: true };
const sheets = (...pages: number[]) => pages.map((page) => ({ job: JOB, page }));
const job = (state: 'cancelled' | 'completed' | 'waiting_for_document', impressions: number) => ({
  id: 1,
  name: JOB,
  state,
  impressions,
  user: 'linli',
  times: state === 'waiting_for_document' ? { created: 1 } : { created: 1, started: 2 },
});

/** A job of two pages that was printed, under a fault that passes. */
const trace = (change: Partial<PageTrace> = {}): PageTrace => ({
  sheets: sheets(1, 2),
  pages: 2,
  jobs: [job('completed', 2)],
  lateSheets: 0,
  wasIntended: true,
  diedIn: undefined,
  fault: PASSING,
  ...change,
});

describe('the judge of a page run', () => {
  it('finds nothing wrong with two pages that are said to be done', () => {
    expect(wrongIn(trace(), 'done')).toBeUndefined();
  });

  it.each([
    ['a page that came twice', trace({ sheets: sheets(1, 2, 1) }), 'done', 'printed_twice'],
    ['a job without an end', trace(), undefined, 'lost'],
    ['done with one page of two', trace({ sheets: sheets(1) }), 'done', 'done_without_paper'],
    ['a sheet that nobody owns up to', trace({ sheets: sheets(1) }), 'not_printed', 'not_printed_with_paper'],
    ['doubt about a job that the printer knows', trace(), 'uncertain', 'needlessly_uncertain'],
    [
      'giving up before anything was sent, though all is well again',
      trace({ sheets: [], jobs: [], wasIntended: false }),
      'not_printed',
      'given_up',
    ],
    [
      'an empty job that is left in the printer',
      trace({ sheets: [], jobs: [job('waiting_for_document', 0)] }),
      'not_printed',
      'left_behind',
    ],
    [
      'a sheet after the job was called off',
      trace({ lateSheets: 1, fault: { ...PASSING, isCalledOff: true } }),
      'uncertain',
      'late_paper',
    ],
  ] as const)('condemns %s', (_, seen, end, wrong) => {
    expect(wrongIn(seen, end)).toBe(wrong);
  });

  it.each([
    ['of a printer that forgets', trace({ fault: { ...PASSING, silences: true }, jobs: [] })],
    ['of a job that was cancelled behind its first page', trace({ jobs: [job('cancelled', 1)] })],
    ['of a job that was cancelled under way', trace({ jobs: [job('cancelled', 0)] })],
  ] as const)('takes doubt %s for the truth', (_, seen) => {
    expect(wrongIn(seen, 'uncertain')).toBeUndefined();
  });
});
