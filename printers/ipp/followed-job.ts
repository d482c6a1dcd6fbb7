/** Which job at a printer is ours: numbers begin anew when a printer is switched on, and not every printer keeps names. */

import type { PrinterDescription } from './told/description.ts';
import type { JobReport } from './told/job-report.ts';

export interface FollowedJob {
  readonly id: number;
  /** Our name of it. */
  readonly name: string;
  /** Sides that it has. */
  readonly pages: number;
  /** When it was there for the first time, ms since 1970. */
  readonly since: number;
  /** Of a printer that calls the job by another name: when that printer was switched on, ms since 1970. */
  readonly startedAt?: number | undefined;
}

type Place = Pick<FollowedJob, 'id' | 'pages' | 'startedAt'>;

/** An up-time counts whole seconds, and clocks drift. */
const SAME_START_MS = 5000;

/**
 * All that is needed to find the job again: `7/3`, the printer's number of it and its pages, or `7/3@1795384500` where
 * the name is no guide, with the second in which the printer was switched on.
 */
export function deviceJobOf({ id, pages, startedAt }: Place): string {
  return startedAt === undefined ? `${id}/${pages}` : `${id}/${pages}@${Math.round(startedAt / 1000)}`;
}

/** A bare number, as older agents wrote it down, is a job of one page. */
export function placeIn(deviceJob: string): Place {
  const [, id, pages = '1', start] = /^(\d+)(?:\/(\d+))?(?:@(\d+))?$/.exec(deviceJob) ?? [];
  return { id: Number(id), pages: Number(pages), startedAt: start ? Number(start) * 1000 : undefined };
}

/** `printer`: how it is now. */
export function isOurs(
  { name, startedAt }: FollowedJob,
  { name: told }: Pick<JobReport, 'name'>,
  printer: Pick<PrinterDescription, 'startedAt'>,
): boolean {
  if (told === name) return true;
  if (startedAt === undefined || printer.startedAt === undefined) return false;
  return Math.abs(printer.startedAt - startedAt) <= SAME_START_MS;
}

export function wasSwitchedOff(
  { since }: FollowedJob,
  { startedAt }: Pick<PrinterDescription, 'startedAt'>,
): boolean {
  return startedAt !== undefined && startedAt - SAME_START_MS > since;
}
