/** The jobs of the simulated page printer, and what is asked about them (RFC 8011 section 4). */
import { jobGroup } from './page-printer-attributes.ts';
import type { PageDialect } from './page-printer-dialect.ts';
import type { Job, PageEngine } from './page-printer-engine.ts';
import type { Asked, ToldGroup } from './page-printer-wire.ts';

export const OK = 0x0000;
const NOT_POSSIBLE = 0x0404;
const NOT_FOUND = 0x0406;
const FORMAT_NOT_SUPPORTED = 0x040a;
const BUSY = 0x0507;

const SEND_DOCUMENT = 0x0006;

export type Answer = [status: number, ...groups: ToldGroup[]];

export class PageJobs {
  readonly #engine: PageEngine;
  readonly #dialect: PageDialect;
  readonly #onChange: () => void;
  /** First pages that are printed while their document still comes in. */
  readonly #early = new Map<Job, Promise<void>>();
  #jobs = new Map<number, Job>();

  constructor(engine: PageEngine, dialect: PageDialect, onChange: () => void) {
    this.#engine = engine;
    this.#dialect = dialect;
    this.#onChange = onChange;
  }

  get all(): Job[] {
    return [...this.#jobs.values()];
  }

  get isBusy(): boolean {
    return this.all.some(({ state }) => state === 'processing');
  }

  get queued(): number {
    return this.#that('not-completed').length;
  }

  forgetAll(): void {
    this.#engine.powerCut();
    this.#jobs = new Map();
  }

  /** The first bytes of a document have come: the job whose first page is begun with them, if it is one. */
  beginEarly({ operation, attributes, document }: Asked): Job | undefined {
    if (operation !== SEND_DOCUMENT || document.length === 0) return undefined;
    const job = this.#jobs.get(Number(attributes.get('job-id')?.[0]));
    if (job?.state !== 'waiting_for_document') return undefined;
    this.#early.set(job, this.#engine.printFirstPage(job));
    return job;
  }

  /** Undefined for what is not about jobs. */
  operate(asked: Asked): Answer | undefined {
    switch (asked.operation) {
      case 0x0002:
        return this.#printJob(asked);
      case 0x0004:
        return [isPrintable(asked) ? OK : FORMAT_NOT_SUPPORTED];
      case 0x0005:
        return this.#create(asked);
      case SEND_DOCUMENT:
        return this.#sendDocument(asked);
      case 0x0008:
        return this.#cancel(asked);
      case 0x0009:
        return this.#withJob(asked, (job) => [OK, this.#told(job)]);
      case 0x000a:
        return [OK, ...this.#that(asked.attributes.get('which-jobs')?.[0]).map((job) => this.#told(job))];
      default:
        return undefined;
    }
  }

  #withJob({ attributes }: Asked, act: (job: Job) => Answer): Answer {
    const job = this.#jobs.get(Number(attributes.get('job-id')?.[0]));
    return job ? act(job) : [NOT_FOUND];
  }

  #create({ attributes }: Asked): Answer {
    if (this.isBusy) return [BUSY];
    const name = String(attributes.get('job-name')?.[0] ?? 'Untitled');
    const job: Job = { id: this.#jobs.size + 1, name, state: 'waiting_for_document', impressions: 0 };
    this.#jobs.set(job.id, job);
    return [OK, this.#told(job)];
  }

  #sendDocument(asked: Asked): Answer {
    return this.#withJob(asked, (job) => {
      const early = this.#early.get(job);
      if (!early && job.state !== 'waiting_for_document') return [NOT_POSSIBLE];
      if (!isPrintable(asked)) return [FORMAT_NOT_SUPPORTED];
      void this.#print(job, asked.document, early);
      this.#onChange();
      return [OK, this.#told(job)];
    });
  }

  async #print(job: Job, document: Buffer, early: Promise<void> | undefined): Promise<void> {
    this.#early.delete(job);
    await early;
    if (!early || job.state === 'processing') await this.#engine.print(job, document);
    this.#onChange();
  }

  #told(job: Job): ToldGroup {
    return jobGroup(job, this.#dialect, this.#engine.isStill);
  }

  #printJob(asked: Asked): Answer {
    const created = this.#create(asked);
    if (created[0] !== OK) return created;
    return this.#sendDocument({
      ...asked,
      attributes: new Map([...asked.attributes, ['job-id', [this.#jobs.size]]]),
    });
  }

  #cancel(asked: Asked): Answer {
    return this.#withJob(asked, (job) => {
      if (job.state !== 'processing' && job.state !== 'waiting_for_document') return [NOT_POSSIBLE];
      job.state = 'cancelled';
      this.#onChange();
      return [OK];
    });
  }

  #that(which: unknown): Job[] {
    const isOpen = ({ state }: Job) => state === 'processing' || state === 'waiting_for_document';
    return this.all.filter((job) => isOpen(job) !== (which === 'completed'));
  }
}

function isPrintable({ attributes }: Asked): boolean {
  const format = attributes.get('document-format')?.[0] ?? 'application/pdf';
  return format === 'application/pdf' || format === 'application/octet-stream';
}
