/** The few things we ask of a page printer, as verbs (RFC 8011 section 4). Every verb throws IppFault. */
import type { PrintJob } from '../contract.ts';
import { DESCRIBED_BY, descriptionIn, type PrinterDescription } from './told/description.ts';
import { isCounted, type JobReport, lacksDocument, REPORTED_BY, reportIn } from './told/job-report.ts';
import { boolean, groupsOf, integer, keywords, mediaType, name, numberOf } from './wire/attributes.ts';
import { type IppClient, IppFault, THIS_MACHINE } from './wire/client.ts';
import { type Attributes, GROUP, type IppMessage } from './wire/codec.ts';

/** RFC 8011 5.4.15. */
const OPERATION = {
  createJob: 0x0005,
  sendDocument: 0x0006,
  cancelJob: 0x0008,
  getJobAttributes: 0x0009,
  getJobs: 0x000a,
  getPrinterAttributes: 0x000b,
} as const;

/** RFC 8011 appendix B: all below 0x0100 are successes; what stands in NOT_NOW passes by itself. */
const FIRST_FAILURE = 0x0100;
const UNKNOWN_JOB: ReadonlySet<number> = new Set([
  0x0406, // client-error-not-found
  0x0407, // client-error-gone
]);
const NOT_NOW: ReadonlySet<number> = new Set([
  0x0502, // server-error-service-unavailable
  0x0506, // server-error-not-accepting-jobs
  0x0507, // server-error-busy
]);

/** CUPS cancels what lasts longer than its MaxJobTime, also a job that waits for paper, unless the job says when. */
const CANCEL_AFTER_SECONDS = 24 * 3600;

export type Created =
  | { readonly kind: 'created'; readonly id: number }
  | { readonly kind: 'not_now' }
  | { readonly kind: 'refused'; readonly reason: string };

export class IppPrinter {
  readonly #client: IppClient;

  constructor(client: IppClient) {
    this.#client = client;
  }

  /** Makes an empty job: nothing can be printed before its document is sent. */
  async createJob(jobName: string, { isQueue }: { isQueue: boolean }): Promise<Created> {
    const answer = await this.#client.ask({
      operation: OPERATION.createJob,
      about: new Map([['job-name', name(jobName)]]),
      job: new Map([
        ['copies', integer(1)],
        ['media', keywords('iso_a4_210x297mm')],
        ['sides', keywords('one-sided')],
        ['print-scaling', keywords('none')],
        ...(isQueue ? [['job-cancel-after', integer(CANCEL_AFTER_SECONDS)] as const] : []),
      ]),
    });
    if (NOT_NOW.has(answer.code)) return { kind: 'not_now' };
    const [job] = groupsOf(answer, GROUP.job);
    const id = job && numberOf(job, 'job-id');
    if (isSuccess(answer) && id !== undefined) return { kind: 'created', id };
    return { kind: 'refused', reason: statusName(answer) };
  }

  /** True when the printer took the document, false when it refused it. */
  async sendDocument(id: number, document: PrintJob, signal: AbortSignal): Promise<boolean> {
    const about: Attributes = new Map([
      ['job-id', integer(id)],
      ['document-format', mediaType(document.mediaType)],
      ['last-document', boolean(true)],
    ]);
    const answer = await this.#client.send(
      { operation: OPERATION.sendDocument, about },
      document.bytes,
      signal,
    );
    return isSuccess(answer);
  }

  /** Undefined when the printer knows no job of that id. */
  async job(id: number): Promise<JobReport | undefined> {
    const answer = await this.#client.ask({
      operation: OPERATION.getJobAttributes,
      about: new Map([
        ['job-id', integer(id)],
        ['requested-attributes', keywords(...REPORTED_BY)],
      ]),
    });
    if (UNKNOWN_JOB.has(answer.code)) return undefined;
    const [job] = groupsOf(answer, GROUP.job);
    // Some leave out the id that they were asked for.
    const report = job && reportIn(new Map([['job-id', integer(id)], ...job]));
    if (!isSuccess(answer) || report === undefined) throw new IppFault('damaged_answer');
    return report;
  }

  /** Whether it helped is seen in the job, not in the answer. */
  async cancelJob(id: number): Promise<void> {
    await this.#client.ask({ operation: OPERATION.cancelJob, about: new Map([['job-id', integer(id)]]) });
  }

  /** The jobs that the printer knows, as many as it likes to tell: none, where it does not speak of them. */
  async jobs(which: 'not-completed' | 'completed'): Promise<JobReport[]> {
    const about: Attributes = new Map([
      ['which-jobs', keywords(which)],
      ['requested-attributes', keywords(...REPORTED_BY)],
    ]);
    const answer = await this.#client.ask({ operation: OPERATION.getJobs, about });
    // Busy, it has not said that it knows none.
    if (NOT_NOW.has(answer.code)) throw new IppFault('damaged_answer');
    return groupsOf(answer, GROUP.job)
      .map(reportIn)
      .filter((report) => report !== undefined);
  }

  /** Some say 0 impressions of whatever they print: who has counted once is known to count. */
  async hasCounted(): Promise<boolean> {
    return (await this.jobs('completed')).some(isCounted);
  }

  /** Empty jobs of this machine: it makes one at a time, so all that wait are left over. */
  async leftOver(jobName: string): Promise<JobReport[]> {
    const waiting = await this.jobs('not-completed');
    return waiting.filter((job) => job.name === jobName || (job.user === THIS_MACHINE && lacksDocument(job)));
  }

  /** A success without printer-state, which RFC 8011 5.4.11 demands, comes from something that is no printer. */
  async describe(): Promise<PrinterDescription> {
    const about: Attributes = new Map([['requested-attributes', keywords(...DESCRIBED_BY)]]);
    const answer = await this.#client.ask({ operation: OPERATION.getPrinterAttributes, about });
    const description = descriptionIn(answer, Date.now());
    if (!isSuccess(answer)) return { ...description, conditions: ['device_fault'] };
    if (description.state === undefined) throw new IppFault('damaged_answer');
    return description;
  }

  /** As `cancelJob`, where no answer is no trouble: the job is looked at again, or an empty one ends by its time-out. */
  async cancelQuietly(id: number): Promise<void> {
    try {
      await this.cancelJob(id);
    } catch (fault) {
      if (!(fault instanceof IppFault)) throw fault;
    }
  }

  close(): void {
    this.#client.close();
  }
}

function isSuccess({ code }: IppMessage): boolean {
  return code < FIRST_FAILURE;
}

function statusName({ code }: IppMessage): string {
  return `status 0x${code.toString(16).padStart(4, '0')}`;
}
