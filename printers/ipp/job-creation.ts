/** The first step of a page: an empty job at the printer, whose number is then known before byte one of the document. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Outcome } from '../contract.ts';
import { Silence } from '../silence.ts';
import type { Device } from './device.ts';
import { sentenceOf, whyUnfit } from './fitness.ts';
import type { FollowedJob } from './followed-job.ts';
import type { IppPrinter } from './ipp-printer.ts';
import type { PrinterDescription } from './told/description.ts';
import { lacksDocument } from './told/job-report.ts';
import { IppFault } from './wire/client.ts';

export type NotPrinted = Extract<Outcome, { type: 'not_printed' }>;

export interface WantedJob {
  readonly name: string;
  readonly mediaType: string;
  readonly pages: number;
}

const CALLED_OFF: NotPrinted = { type: 'not_printed', reason: 'called off before it was sent' };
const NO_JOB: NotPrinted = { type: 'not_printed', reason: 'no job came about at the printer' };

export interface CreationPatience {
  readonly pollMs: number;
  /** A printer that has not answered for so long is given up. */
  readonly lostAfterMs: number;
  readonly calledOff: AbortSignal;
}

/** Asks for the job until the printer has time for it. Create-Job is sent again only after an answer that it is not made. */
export async function createJob(
  device: Device,
  job: WantedJob,
  patience: CreationPatience,
): Promise<FollowedJob | NotPrinted> {
  const printer = await answered(() => device.describe(), patience);
  if (printer === undefined) return patience.calledOff.aborted ? CALLED_OFF : NO_JOB;
  const unfit = whyUnfit(printer, job.mediaType);
  if (unfit) return { type: 'not_printed', reason: sentenceOf(unfit, job.mediaType) };
  try {
    while (!patience.calledOff.aborted) {
      const answer = await device.printer.createJob(job.name, { isQueue: printer.queue !== undefined });
      if (answer.kind === 'refused') return { type: 'not_printed', reason: answer.reason };
      if (answer.kind === 'created')
        return await acquaint(device.printer, printer, { ...job, id: answer.id });
      await rest(patience);
    }
    return CALLED_OFF;
  } catch (fault) {
    if (!(fault instanceof IppFault)) throw fault;
    return lookUp(device.printer, printer, job, patience);
  }
}

/** Create-Job got no answer. It is not sent again: if the job came about, its name is there. */
async function lookUp(
  printer: IppPrinter,
  told: PrinterDescription,
  job: WantedJob,
  patience: CreationPatience,
): Promise<FollowedJob | NotPrinted> {
  const [made, ...more] = (await answered(() => printer.leftOver(job.name), patience)) ?? [];
  if (made === undefined || more.length > 0 || !lacksDocument(made)) return takeBack(printer, job.name);
  return acquaint(printer, told, { ...job, id: made.id });
}

/** The answer to a question that may be asked again; undefined when none comes. */
async function answered<T>(ask: () => Promise<T>, patience: CreationPatience): Promise<T | undefined> {
  const silence = new Silence();
  while (!patience.calledOff.aborted && silence.ms <= patience.lostAfterMs) {
    try {
      return await ask();
    } catch (fault) {
      if (!(fault instanceof IppFault)) throw fault;
      silence.begin();
      await rest(patience);
    }
  }
  return undefined;
}

async function rest({ pollMs, calledOff }: CreationPatience): Promise<void> {
  await sleep(pollMs, undefined, { signal: calledOff }).catch(() => {});
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
    for (const { id } of await printer.leftOver(name)) await printer.cancelQuietly(id);
  } catch (fault) {
    if (!(fault instanceof IppFault)) throw fault;
  }
  return NO_JOB;
}
