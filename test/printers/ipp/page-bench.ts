/** A simulated printer, the driver on its wire, and a print whose events can be watched. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument } from 'pdf-lib';
import { onTestFinished, vi } from 'vitest';
import type { PrintEvent, PrinterDriver } from '#printers/contract.ts';
import { ippPageDriver, type PageDriverOptions } from '#printers/ipp/page-driver.ts';
import { PagePrinter } from '#sim/printers/page-printer.ts';
import type { PageDialect } from '#sim/printers/page-printer-dialect.ts';

export const JOB = '0b1f6b9e-6a4d-4c39-9f5e-1f6f6a1d2c01';

const EVENT_WITHIN_MS = 30_000;

export async function pdf(pages: number): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  for (let page = 0; page < pages; page += 1) document.addPage([595, 842]);
  return document.save();
}

export async function startPrinter({
  msPerPage = 10,
  dialect = {},
}: {
  msPerPage?: number;
  dialect?: Partial<PageDialect>;
} = {}): Promise<PagePrinter> {
  const dir = mkdtempSync(join(tmpdir(), 'page-printer-'));
  const printer = new PagePrinter({ dir, msPerPage, dialect });
  await printer.start();
  onTestFinished(async () => {
    await printer.stop();
    rmSync(dir, { recursive: true });
  });
  return printer;
}

export function driverFor(url: string, options: Partial<PageDriverOptions> = {}): PrinterDriver {
  const driver = ippPageDriver({
    url,
    pollMs: 5,
    answerWithinMs: 1000,
    lostAfterMs: 300,
    cancelWithinMs: 2000,
    ...options,
  });
  onTestFinished(() => driver.close());
  return driver;
}

/** A printer that has printed before: it is known to count. */
export async function startUsedPrinter(): Promise<PagePrinter> {
  const printer = await startPrinter();
  await new Print(driverFor(printer.url), await pdf(1), { name: 'former' }).ended;
  return printer;
}

/** A print under way: its events so far, and a way to wait for one. */
export class Print {
  readonly events: PrintEvent[] = [];
  readonly ended: Promise<PrintEvent | undefined>;
  readonly #abort = new AbortController();
  #hasEnded = false;

  constructor(
    driver: PrinterDriver,
    bytes: Uint8Array,
    { name = JOB, mediaType = 'application/pdf', pages = 1 } = {},
  ) {
    this.ended = this.#run(driver, { name, mediaType, bytes, pages });
  }

  get types(): string[] {
    return this.events.map(({ type }) => type);
  }

  callOff(): void {
    this.#abort.abort();
  }

  /** Throws when the print ends without it. */
  async until(type: PrintEvent['type']): Promise<void> {
    await this.#untilEndOr(() => this.types.includes(type));
    if (!this.types.includes(type)) throw new Error(`ended without ${type}: ${this.types}`);
  }

  /** The printer has the document: it said so, or was even through with it before it said so. */
  async untilSent(): Promise<void> {
    await this.#untilEndOr(() => this.types.includes('sent'));
  }

  async #untilEndOr(isTrue: () => boolean): Promise<void> {
    await vi.waitUntil(() => this.#hasEnded || isTrue(), { timeout: EVENT_WITHIN_MS, interval: 2 });
  }

  async #run(
    driver: PrinterDriver,
    job: Parameters<PrinterDriver['print']>[0],
  ): Promise<PrintEvent | undefined> {
    try {
      for await (const event of driver.print(job, this.#abort.signal)) this.events.push(event);
      return this.events.at(-1);
    } finally {
      this.#hasEnded = true;
    }
  }
}
