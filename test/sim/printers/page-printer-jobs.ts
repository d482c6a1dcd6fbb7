/** The jobs of the simulated page printer, and what is asked about them (RFC 8011 section 4). */
import { jobGroup } from './page-printer-attributes.ts';
import type { PageDialect } from './page-printer-dialect.ts';
import type { Job, PageEngine } from './page-printer-engine.ts';
import { type Asked, selected, type ToldGroup } from './page-printer-wire.ts';

export const OK = 0x0000;
const NOT_POSSIBLE = 0x0404;
const NOT_FOUND = 0x0406;
const FORMAT_NOT_SUPPORTED = 0x040a;
const BUSY = 0x0507;

const SEND_DOCUMENT = 0x0006;

export type Answer = [status: number, ...groups: ToldGroup[]];

/** The printer that has these jobs. */
interface Host {
  readonly url: string;
  readonly upTimeSeconds: number;
  changed(): void;
}

export class PageJobs {
  readonly #engine: PageEngine;
  readonly #dialect: PageDialect;
  readonly #host: Host;
  /** First pages that are printed while their document still comes in. */
  readonly #early = new Map<Job, Promise<void>>();
  #jobs = new Map<number, Job>();

  constructor(engine: PageEngine, dialect: PageDialect, host: Host) {
    this.#engine = engine;
    this.#dialect = dialect;
    this.#host = host;
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
    job.times.started = this.#host.upTimeSeconds;
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
        return this.#withJob(asked, (job) => [OK, this.#told(job, requestedIn(asked, ['all']))]);
      case 0x000a:
        return [OK, ...this.#list(asked)];
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
    const job: Job = {
      id: this.#jobs.size + 1,
      name: String(attributes.get('job-name')?.[0] ?? 'Untitled'),
      user: String(attributes.get('requesting-user-name')?.[0] ?? 'anonymous'),
      times: { created: this.#host.upTimeSeconds },
      state: 'waiting_for_document',
      impressions: 0,
    };
    this.#jobs.set(job.id, job);
    return [OK, this.#told(job)];
  }

  #sendDocument(asked: Asked): Answer {
    return this.#withJob(asked, (job) => {
      const early = this.#early.get(job);
      if (!early && job.state !== 'waiting_for_document') return [NOT_POSSIBLE];
      if (!isPrintable(asked)) return [FORMAT_NOT_SUPPORTED];
      void this.#print(job, asked.document, early);
      this.#host.changed();
      return [OK, this.#told(job)];
    });
  }

  async #print(job: Job, document: Buffer, early: Promise<void> | undefined): Promise<void> {
    this.#early.delete(job);
    job.times.started ??= this.#host.upTimeSeconds;
    await early;
    if (!early || job.state === 'processing') await this.#engine.print(job, document);
    job.times.ended ??= this.#host.upTimeSeconds;
    this.#host.changed();
  }

  #list(asked: Asked): ToldGroup[] {
    const jobs = this.#that(asked.attributes.get('which-jobs')?.[0]);
    return jobs.map((job) => this.#told(job, requestedIn(asked, ['job-id', 'job-uri'])));
  }

  #told(job: Job, requested: readonly unknown[] = ['all']): ToldGroup {
    const { url, upTimeSeconds } = this.#host;
    return selected(
      jobGroup(job, { dialect: this.#dialect, url, upTimeSeconds, isStill: this.#engine.isStill }),
      requested,
    );
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
      job.times.ended = this.#host.upTimeSeconds;
      this.#host.changed();
      return [OK];
    });
  }

  #that(which: unknown): Job[] {
    const isOpen = ({ state }: Job) => state === 'processing' || state === 'waiting_for_document';
    return this.all.filter((job) => isOpen(job) !== (which === 'completed'));
  }
}

/** What is told when nothing was asked for. */
export function requestedIn({ attributes }: Asked, otherwise: readonly string[]): readonly unknown[] {
  return attributes.get('requested-attributes') ?? otherwise;
}

function isPrintable({ attributes }: Asked): boolean {
  const format = attributes.get('document-format')?.[0] ?? 'application/pdf';
  return format === 'application/pdf' || format === 'application/octet-stream';
}
