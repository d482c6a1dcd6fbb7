/** The first step of a page: an empty job at the printer, whose number is then known before byte one of the document. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Outcome } from '../contract.ts';
import type { Device } from './device.ts';
import { sentenceOf, whyUnfit } from './fitness.ts';
import type { FollowedJob } from './followed-job.ts';
import type { IppPrinter } from './ipp-printer.ts';
import type { PrinterDescription } from './told/description.ts';
import { IppFault } from './wire/client.ts';

export type NotPrinted = Extract<Outcome, { type: 'not_printed' }>;

export interface WantedJob {
  readonly name: string;
  readonly mediaType: string;
  readonly pages: number;
}

const CALLED_OFF: NotPrinted = { type: 'not_printed', reason: 'called off before it was sent' };
const NO_JOB: NotPrinted = { type: 'not_printed', reason: 'no job came about at the printer' };

/** Asks for the job until the printer has time for it. Create-Job is sent again only after an answer that it is not made. */
export async function createJob(
  device: Device,
  job: WantedJob,
  { pollMs, calledOff }: { pollMs: number; calledOff: AbortSignal },
): Promise<FollowedJob | NotPrinted> {
  try {
    const printer = await device.describe();
    const unfit = whyUnfit(printer, job.mediaType);
    if (unfit) return { type: 'not_printed', reason: sentenceOf(unfit, job.mediaType) };
    while (!calledOff.aborted) {
      const answer = await device.printer.createJob(job.name, { isQueue: printer.queue !== undefined });
      if (answer.kind === 'refused') return { type: 'not_printed', reason: answer.reason };
      if (answer.kind === 'created')
        return await acquaint(device.printer, printer, { ...job, id: answer.id });
      await sleep(pollMs, undefined, { signal: calledOff }).catch(() => {});
    }
    return CALLED_OFF;
  } catch (fault) {
    if (!(fault instanceof IppFault)) throw fault;
    return takeBack(device.printer, job.name);
  }
}

/** How this printer's job can be known again: by its name, or where it is called otherwise, by the printer's start. */
async function acquaint(
  printer: IppPrinter,
  { startedAt }: PrinterDescription,
  { id, name, pages }: WantedJob & { id: number },
): Promise<FollowedJob> {
  const job = { id, name, pages, since: Date.now() };
  try {
    const told = await printer.job(id);
    return told && told.name !== name ? { ...job, startedAt } : job;
  } catch (fault) {
    if (!(fault instanceof IppFault)) throw fault;
    return job;
  }
}

/** Nothing of the document was ever sent; an empty job may be left over at the printer. */
export async function takeBack(printer: IppPrinter, name: string): Promise<NotPrinted> {
  try {
    for (const { id } of await printer.jobsNamed(name, 'not-completed')) await printer.cancelQuietly(id);
  } catch (fault) {
    if (!(fault instanceof IppFault)) throw fault;
  }
  return NO_JOB;
}
