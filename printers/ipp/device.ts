/** What stands at the address in kiosk.yaml: a printer, or a queue of CUPS and the printer behind it. */
import type { Capabilities, Outcome } from '../contract.ts';
import { IppPrinter } from './ipp-printer.ts';
import { addressBehind, describeThrough, type PaperPath, verdictThrough } from './queue.ts';
import type { PrinterDescription } from './told/description.ts';
import { hasEnded, isCounted, type JobReport, verdict, wasPutBack } from './told/job-report.ts';
import { IppClient, IppFault } from './wire/client.ts';

const NOTHING_ELSE = { seesTaking: false, canRetract: false, tellsChanges: false } as const;

export class Device {
  readonly printer: IppPrinter;
  readonly #answerWithinMs: number;
  #behind: { readonly address: string; readonly printer: IppPrinter } | undefined;
  #known: PrinterDescription | undefined;
  #hasCounted = false;

  /** Throws TypeError when `url` is no address of an IPP printer. */
  constructor(options: { url: string; answerWithinMs: number }) {
    this.printer = new IppPrinter(new IppClient(options));
    this.#answerWithinMs = options.answerWithinMs;
  }

  /** How it is now. Throws IppFault, and then whatever was known of it may be another's. */
  async describe(): Promise<PrinterDescription> {
    try {
      const told = await this.printer.describe();
      this.#known = told.queue ? describeThrough(told, await this.#paperPathBehind(told)) : told;
      return this.#known;
    } catch (fault) {
      if (fault instanceof IppFault) this.#forget();
      throw fault;
    }
  }

  /** Undefined while the job is not at its end. Throws IppFault. */
  async verdict(job: JobReport, wanted: { name: string; pages: number }): Promise<Outcome | undefined> {
    const known = this.#known ?? (await this.describe());
    if (known.queue === undefined) {
      if (hasEnded(job)) this.#hasCounted ||= isCounted(job) || (await this.printer.hasCounted());
      return verdict(job, { ...wanted, counts: this.#hasCounted });
    }
    if (wasPutBack(job)) await this.printer.cancelJob(job.id);
    return verdictThrough(job, wanted, this.#printerBehind(known));
  }

  async capabilities(): Promise<Capabilities> {
    try {
      const known = this.#known ?? (await this.describe());
      return { ...NOTHING_ELSE, evidence: this.#evidenceOf(known) };
    } catch (fault) {
      if (!(fault instanceof IppFault)) throw fault;
      return { ...NOTHING_ELSE, evidence: 'job' };
    }
  }

  close(): void {
    this.printer.close();
    this.#behind?.printer.close();
  }

  #forget(): void {
    this.#known = undefined;
    this.#hasCounted = false;
  }

  #evidenceOf({ queue }: PrinterDescription): Capabilities['evidence'] {
    if (queue !== undefined) return addressBehind(queue) === undefined ? 'none' : 'job';
    return this.#hasCounted ? 'pages' : 'job';
  }

  async #paperPathBehind(told: PrinterDescription): Promise<PaperPath | undefined> {
    try {
      const behind = await this.#printerBehind(told)?.describe();
      return behind && { conditions: behind.conditions, supplies: behind.supplies, a4: behind.a4 };
    } catch (fault) {
      if (!(fault instanceof IppFault)) throw fault;
      return { conditions: ['offline'], supplies: [], a4: 'unknown' };
    }
  }

  #printerBehind({ queue }: PrinterDescription): IppPrinter | undefined {
    const address = queue && addressBehind(queue);
    if (address === this.#behind?.address) return this.#behind?.printer;
    this.#behind?.printer.close();
    const options = { answerWithinMs: this.#answerWithinMs };
    this.#behind = address
      ? { address, printer: new IppPrinter(new IppClient({ url: address, ...options })) }
      : undefined;
    return this.#behind?.printer;
  }
}
