/** The few things we ask of a page printer, as verbs (RFC 8011 section 4). Every verb throws IppFault. */
import type { PrinterStatus, PrintJob } from '../contract.ts';
import {
  boolean,
  groupsOf,
  integer,
  keywords,
  mediaType,
  name,
  numberOf,
  stringOf,
  stringsOf,
} from './attributes.ts';
import { type IppClient, IppFault } from './client.ts';
import { type Attributes, GROUP, type IppMessage } from './codec.ts';
import { conditionsOf, PRINTER_STATE } from './conditions.ts';
import type { JobReport } from './job-report.ts';

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
  async createJob(jobName: string): Promise<Created> {
    const answer = await this.#client.ask({
      operation: OPERATION.createJob,
      about: new Map([['job-name', name(jobName)]]),
      job: new Map([
        ['copies', integer(1)],
        ['media', keywords('iso_a4_210x297mm')],
        ['sides', keywords('one-sided')],
        ['print-scaling', keywords('none')],
      ]),
    });
    if (NOT_NOW.has(answer.code)) return { kind: 'not_now' };
    const id = firstNumber(answer, GROUP.job, 'job-id');
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

  /** Undefined when the printer knows no job of that id and name. By name too, for after a restart ids begin anew. */
  async job(id: number, jobName: string): Promise<JobReport | undefined> {
    const wanted = ['job-state', 'job-state-reasons', 'job-impressions-completed', 'job-name'];
    const answer = await this.#client.ask({
      operation: OPERATION.getJobAttributes,
      about: new Map([
        ['job-id', integer(id)],
        ['requested-attributes', keywords(...wanted)],
      ]),
    });
    if (UNKNOWN_JOB.has(answer.code)) return undefined;
    const [job] = groupsOf(answer, GROUP.job);
    const state = job && numberOf(job, 'job-state');
    if (!isSuccess(answer) || job === undefined || state === undefined) throw new IppFault('damaged_answer');
    if (stringOf(job, 'job-name') !== jobName) return undefined;
    const reasons = stringsOf(job, 'job-state-reasons');
    return { state, reasons, impressions: numberOf(job, 'job-impressions-completed') };
  }

  /** Whether it helped is seen in the job, not in the answer. */
  async cancelJob(id: number): Promise<void> {
    await this.#client.ask({ operation: OPERATION.cancelJob, about: new Map([['job-id', integer(id)]]) });
  }

  /** The unfinished jobs of that name, by id. */
  async jobsNamed(jobName: string): Promise<number[]> {
    const about: Attributes = new Map([
      ['which-jobs', keywords('not-completed')],
      ['requested-attributes', keywords('job-id', 'job-name')],
    ]);
    const answer = await this.#client.ask({ operation: OPERATION.getJobs, about });
    return groupsOf(answer, GROUP.job)
      .filter((job) => stringOf(job, 'job-name') === jobName)
      .map((job) => numberOf(job, 'job-id'))
      .filter((id) => id !== undefined);
  }

  /** A success without printer-state, which RFC 8011 5.4.11 demands, comes from something that is no printer. */
  async status(): Promise<PrinterStatus> {
    const about: Attributes = new Map([
      ['requested-attributes', keywords('printer-state', 'printer-state-reasons')],
    ]);
    const answer = await this.#client.ask({ operation: OPERATION.getPrinterAttributes, about });
    const printer: Attributes = groupsOf(answer, GROUP.printer)[0] ?? new Map();
    const state = numberOf(printer, 'printer-state');
    if (isSuccess(answer) && state === undefined) throw new IppFault('damaged_answer');
    const conditions: PrinterStatus['conditions'] = isSuccess(answer)
      ? conditionsOf(state, stringsOf(printer, 'printer-state-reasons'))
      : ['device_fault'];
    return { conditions, busy: state === PRINTER_STATE.processing, supplies: [] };
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

function firstNumber(answer: IppMessage, group: number, attribute: string): number | undefined {
  const [attributes] = groupsOf(answer, group);
  return attributes && numberOf(attributes, attribute);
}
