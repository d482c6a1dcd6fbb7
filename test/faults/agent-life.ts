/**
 * One life of an agent's print path: the real queue on a real spool file. It can die at any moment, and leaves the very
 * files a SIGKILL leaves: SQLite writes them while nothing else of the process runs.
 */
import { createHash, randomUUID } from 'node:crypto';
import { copyFileSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'valibot';
import type { PrinterDriver } from '#printers/contract.ts';
import { type OrderClaims, orderClaims } from '#server/contract/envelopes.ts';
import { PrintQueue } from '../../device-agent/printing/print-queue.ts';
import { Spool, type SpooledJob } from '../../device-agent/printing/spool.ts';
import { openSpoolDatabase } from '../../device-agent/printing/spool-database.ts';

export type JobState = SpooledJob['state'];
/** Of a killed agent: what its files say of the job. */
export type LastState = JobState | 'unknown';
/** A moment around a write to the spool. */
export const SPOOL_STEPS = [
  'before_intent',
  'after_intent',
  'before_sent',
  'after_sent',
  'before_settled',
  'after_settled',
] as const;
export type SpoolStep = (typeof SPOOL_STEPS)[number];

export const SPOOL_FILES = ['spool.db', 'spool.db-wal'];
const POLL_MS = 1;

export function orderOf(driver: PrinterDriver['kind'], document: Uint8Array, pages: number): OrderClaims {
  const now = Math.floor(Date.now() / 1000);
  return parse(orderClaims, {
    iss: 'linli-server',
    aud: 'k-001',
    jti: randomUUID(),
    iat: now,
    exp: now + 600,
    job: randomUUID(),
    document: createHash('sha256').update(document).digest('hex'),
    mediaType: driver === 'page' ? 'application/pdf' : 'application/vnd.linli.slip+json',
    printer: driver,
    pages,
  });
}

interface LifeOptions {
  /** Where the spool lies. */
  readonly dir: string;
  readonly driver: PrinterDriver;
  readonly document: Uint8Array;
  readonly order: OrderClaims;
  /** What the screen is told of the job. */
  readonly onTold: (state: string) => void;
  readonly onStep: (step: SpoolStep) => void;
  readonly onSettled: () => void;
}

export class AgentLife {
  readonly #options: LifeOptions;
  readonly #database: ReturnType<typeof openSpoolDatabase>;
  readonly #spool: Spool;
  readonly #queue: PrintQueue;
  #isDead = false;

  constructor(options: LifeOptions) {
    this.#options = options;
    this.#database = openSpoolDatabase(options.dir);
    this.#spool = new SteppedSpool(this.#database, (step) => this.#isDead || options.onStep(step));
    const { driver, document } = options;
    this.#queue = new PrintQueue({
      spool: this.#spool,
      drivers: { [driver.kind]: driver },
      fetchDocument: async () => document,
      log: () => {},
      onChange: () => this.#tell(),
      onSettled: () => this.#isDead || options.onSettled(),
      pollMs: POLL_MS,
    });
  }

  /** Picks up what was left behind; then the screen hands the order over, for the first time or again. */
  begin(): void {
    this.#queue.start();
    this.#queue.submit(this.#options.order);
  }

  endVisit(): void {
    this.#queue.endVisit();
  }

  /** Undefined when the spool knows no such job. */
  get job(): SpooledJob | undefined {
    return this.#spool.find(this.#options.order.job);
  }

  /** Dies; the folder returned holds what its spool was at this moment. What still runs of it is heard by nobody. */
  die(root: string): string {
    this.#isDead = true;
    const dir = mkdtempSync(join(root, 'life-'));
    for (const file of SPOOL_FILES) copyFileSync(join(this.#options.dir, file), join(dir, file));
    return dir;
  }

  async close(): Promise<void> {
    this.#isDead = true;
    await this.#options.driver.close();
    await this.#queue.stop(0);
    this.#database.close();
  }

  #tell(): void {
    const state = this.#isDead ? undefined : this.#queue.view[0]?.state;
    if (state !== undefined) this.#options.onTold(state);
  }
}

class SteppedSpool extends Spool {
  readonly #step: (step: SpoolStep) => void;

  constructor(database: ReturnType<typeof openSpoolDatabase>, step: (step: SpoolStep) => void) {
    super(database);
    this.#step = step;
  }

  override intend(...intent: Parameters<Spool['intend']>): void {
    this.#step('before_intent');
    super.intend(...intent);
    this.#step('after_intent');
  }

  override markSent(job: string): void {
    this.#step('before_sent');
    super.markSent(job);
    this.#step('after_sent');
  }

  override settle(...end: Parameters<Spool['settle']>): void {
    this.#step('before_settled');
    super.settle(...end);
    this.#step('after_settled');
  }
}
