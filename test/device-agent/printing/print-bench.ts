/** A print queue on a real spool, with scripted printers at its far end. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { PrintQueue, type PrintQueueOptions } from '../../../device-agent/printing/print-queue.ts';
import { Spool } from '../../../device-agent/printing/spool.ts';
import { openSpoolDatabase } from '../../../device-agent/printing/spool-database.ts';
import { eventually } from '../eventually.ts';
import { PDF } from './orders.ts';
import { PaperLog } from './paper-log.ts';
import { ScriptedPrinter } from './scripted-printer.ts';

export class PrintBench {
  readonly dir = mkdtempSync(join(tmpdir(), 'agent-'));
  readonly papers = new PaperLog(this.dir);
  readonly page = new ScriptedPrinter(this.papers, 'page');
  readonly slip = new ScriptedPrinter(this.papers, 'slip');
  readonly logged: unknown[] = [];
  /** Printers in which a paper came when its visit was over. */
  readonly unattended: string[] = [];
  now = Date.now();
  fetchDocument: (sha256: string) => Promise<Uint8Array> = async () => PDF;
  database: DatabaseSync = openSpoolDatabase(this.dir);
  spool = new Spool(this.database, () => this.now);
  queue = this.#makeQueue();

  #makeQueue(drivers: PrintQueueOptions['drivers'] = { page: this.page, slip: this.slip }): PrintQueue {
    return new PrintQueue({
      spool: this.spool,
      drivers,
      fetchDocument: (sha256) => this.fetchDocument(sha256),
      log: (event, fields) => this.logged.push({ event, ...fields }),
      onChange: () => {},
      onSettled: () => {},
      onUnattended: (printer) => this.unattended.push(printer),
      now: () => this.now,
      pollMs: 5,
    });
  }

  /** The agent stops in good order and starts again. */
  async restart(drivers?: PrintQueueOptions['drivers']): Promise<void> {
    await this.queue.stop(1000);
    this.database.close();
    this.database = openSpoolDatabase(this.dir);
    this.spool = new Spool(this.database, () => this.now);
    this.queue = this.#makeQueue(drivers);
  }

  /** What the screen sees of a job, once it is as expected. */
  async see(job: string, expected: { state: string; fault?: string | null }) {
    const look = () => this.queue.view.find((one) => one.job === job);
    return await eventually(
      look,
      (seen) => seen?.state === expected.state && (!('fault' in expected) || seen.fault === expected.fault),
    );
  }

  async close(): Promise<void> {
    await this.queue.stop(1000);
    this.database.close();
    rmSync(this.dir, { recursive: true });
  }
}
