/** The paper path of the simulated page printer: takes documents one page after the other, stands still while anything is wrong. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PDFDocument } from 'pdf-lib';
import { nextPaperNumber } from './printer-program.ts';

export interface Job {
  readonly id: number;
  readonly name: string;
  /** Who asked for it, in his own words. */
  readonly user: string;
  /** In seconds of the printer's up-time. */
  readonly times: { readonly created: number; started?: number; ended?: number };
  state: 'waiting_for_document' | 'processing' | 'cancelled' | 'aborted' | 'completed';
  impressions: number;
}

/** What the room sees: a hand can change each of them. */
export interface PaperPath {
  paper: boolean;
  coverOpen: boolean;
  jam: boolean;
}

export interface EngineOptions {
  /** Where papers are kept; without it only the sheets are counted. */
  readonly dir?: string | undefined;
  /** What a page takes. */
  readonly pace: () => Promise<unknown>;
}

/** One sheet in the output tray. */
export interface Sheet {
  readonly job: string;
  readonly page: number;
}

export class PageEngine {
  readonly path: PaperPath = { paper: true, coverOpen: false, jam: false };
  readonly sheets: Sheet[] = [];
  onDocument: (file: string, job: string) => void = () => {};
  readonly #options: EngineOptions;
  #poweredSince = 0;
  #mended = Promise.withResolvers<void>();

  constructor(options: EngineOptions) {
    if (options.dir !== undefined) mkdirSync(options.dir, { recursive: true });
    this.#options = options;
  }

  get isStill(): boolean {
    return !this.path.paper || this.path.coverOpen || this.path.jam;
  }

  change(change: Partial<PaperPath>): void {
    Object.assign(this.path, change);
    if (this.isStill) return;
    this.#mended.resolve();
    this.#mended = Promise.withResolvers();
  }

  /** Whatever was being printed is forgotten; sheets that came out stay out. */
  powerCut(): void {
    this.#poweredSince += 1;
  }

  async print(job: Job, document: Buffer): Promise<void> {
    const power = this.#poweredSince;
    job.state = 'processing';
    const pages = await countPages(document);
    while (job.impressions < pages) if (!(await this.#printPage(job, power))) return;
    job.state = pages > 0 ? 'completed' : 'aborted';
    if (pages > 0) this.#keep(job, document);
  }

  /** For printers that begin before they have the whole document; `print` goes on with the second page. */
  async printFirstPage(job: Job): Promise<void> {
    job.state = 'processing';
    await this.#printPage(job, this.#poweredSince);
  }

  /** False when nobody wants it any more. */
  async #printPage(job: Job, power: number): Promise<boolean> {
    await this.#options.pace();
    while (this.isStill && isWanted(job)) await Promise.race([this.#mended.promise, sleep(50)]);
    if (power !== this.#poweredSince || !isWanted(job)) return false;
    job.impressions += 1;
    this.sheets.push({ job: job.name, page: job.impressions });
    return true;
  }

  #keep(job: Job, document: Buffer): void {
    const { dir } = this.#options;
    if (dir === undefined) return;
    const safeName = job.name.replace(/[^\w.-]/g, '_').slice(0, 64);
    const file = join(dir, `${nextPaperNumber(dir)}-${safeName}.pdf`);
    writeFileSync(file, document);
    this.onDocument(file, job.name);
  }
}

function isWanted(job: Job): boolean {
  return job.state === 'processing';
}

/** 0 for what is no PDF. */
async function countPages(document: Buffer): Promise<number> {
  try {
    return (await PDFDocument.load(document, { updateMetadata: false })).getPageCount();
  } catch {
    return 0;
  }
}
