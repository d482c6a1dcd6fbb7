/**
 * The memory of what was printed: one row a job, kept for ever, so that an order is printed at most once whatever
 * happens to this process. Holds ids, hashes and states; never a document, a name or a number of a person.
 *
 *   queued -> intent -> sent -> done | uncertain | not_printed
 *   queued -> not_printed | refused
 *
 * Byte one may leave only after `intend` has returned: from then on nobody but the device can prove "not printed".
 */
import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite';
import { type InferOutput, nullable, number, object, parse, picklist, string } from 'valibot';
import { type OrderClaims, orderClaims } from '#server/contract/envelopes.ts';
import { jobId, sha256 } from '#server/contract/words.ts';
import { spoolFault } from './spool-fault.ts';

const row = object({
  job: jobId,
  document: sha256,
  mediaType: orderClaims.entries.mediaType,
  printer: picklist(['page', 'slip']),
  pages: number(),
  after: nullable(jobId),
  /** Ms since 1970: not to be begun later. */
  expiresAt: number(),
  state: picklist(['queued', 'intent', 'sent', 'done', 'not_printed', 'uncertain', 'refused']),
  deviceJob: nullable(string()),
  intentAt: nullable(number()),
  evidence: nullable(string()),
  settledAt: nullable(number()),
});
/** A job as it stands on the disk. */
export type SpooledJob = InferOutput<typeof row>;
export type SettledState = 'done' | 'not_printed' | 'uncertain' | 'refused';

/** `known`: this very order again; `replayed`: its nonce or its job id belongs to something else. */
export type Acceptance = 'new' | 'known' | 'replayed';

const COLUMNS = `job, document, media_type AS mediaType, printer, pages, after, expires_at AS expiresAt, state,
  device_job AS deviceJob, intent_at AS intentAt, evidence, settled_at AS settledAt`;

/** Every method throws SpoolFault when the disk does not take or give what was asked. */
export class Spool {
  readonly #database: DatabaseSync;
  readonly #now: () => number;
  readonly #statements = new Map<string, StatementSync>();

  constructor(database: DatabaseSync, now: () => number = Date.now) {
    this.#database = database;
    this.#now = now;
  }

  /** Takes an order whose signature was checked. Its nonce and its row are written together or not at all. */
  accept(order: OrderClaims): Acceptance {
    return this.#transaction(() => {
      this.#run('DELETE FROM used_nonce WHERE expires_at < ?', this.#now());
      const known = this.find(order.job);
      const foreign = this.#get(
        'SELECT 1 FROM used_nonce WHERE nonce = ? AND job <> ?',
        order.jti,
        order.job,
      );
      if (foreign !== undefined || (known && known.document !== order.document)) return 'replayed';
      this.#run('INSERT OR IGNORE INTO used_nonce VALUES (?, ?, ?)', order.jti, order.job, order.exp * 1000);
      if (known !== undefined) return 'known';
      this.#run(
        `INSERT INTO job (job, document, media_type, printer, pages, after, expires_at, state)
         VALUES (?, ?, ?, ?, ?, ?, ?, 'queued')`,
        ...[order.job, order.document, order.mediaType, order.printer, order.pages],
        ...[order.after ?? null, order.exp * 1000],
      );
      return 'new';
    });
  }

  /** The device knows the job and has not seen a byte of it. Byte one may leave when this returns. */
  intend(job: string, deviceJob: string): void {
    const changed = this.#run(
      `UPDATE job SET state = 'intent', device_job = ?, intent_at = ? WHERE job = ? AND state = 'queued'`,
      ...[deviceJob, this.#now(), job],
    );
    if (changed !== 1) throw new Error('intent for a job that is not queued');
  }

  markSent(job: string): void {
    this.#run(`UPDATE job SET state = 'sent' WHERE job = ? AND state = 'intent'`, job);
  }

  /** The end of a job. The first end stands: a second one changes nothing. */
  settle(job: string, state: SettledState, evidence: string): void {
    this.#run(
      'UPDATE job SET state = ?, evidence = ?, settled_at = ? WHERE job = ? AND settled_at IS NULL',
      ...[state, evidence, this.#now(), job],
    );
  }

  find(job: string): SpooledJob | undefined {
    const found = this.#get(`SELECT ${COLUMNS} FROM job WHERE job = ?`, job);
    return found && parse(row, found);
  }

  /** Jobs without an end, oldest first. */
  unsettled(): SpooledJob[] {
    return this.#all(`SELECT ${COLUMNS} FROM job WHERE settled_at IS NULL ORDER BY number`);
  }

  /** The last job that got as far as its device. */
  lastInside(printer: SpooledJob['printer']): SpooledJob | undefined {
    const found = this.#get(
      `SELECT ${COLUMNS} FROM job WHERE printer = ? AND intent_at IS NOT NULL ORDER BY number DESC LIMIT 1`,
      printer,
    );
    return found && parse(row, found);
  }

  /** Ends the server has not confirmed, oldest first. */
  unreported(limit: number): SpooledJob[] {
    return this.#all(
      `SELECT ${COLUMNS} FROM job WHERE settled_at IS NOT NULL AND reported_at IS NULL ORDER BY number LIMIT ?`,
      limit,
    );
  }

  markReported(jobs: readonly string[]): void {
    this.#transaction(() => {
      for (const job of jobs) this.#run('UPDATE job SET reported_at = ? WHERE job = ?', this.#now(), job);
    });
  }

  close(): void {
    this.#database.close();
  }

  #transaction<T>(work: () => T): T {
    return this.#guarded(() => {
      this.#database.exec('BEGIN IMMEDIATE');
      try {
        const result = work();
        this.#database.exec('COMMIT');
        return result;
      } catch (fault) {
        if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
        throw fault;
      }
    });
  }

  #run(sql: string, ...values: (string | number | null)[]): number {
    return this.#guarded(() => Number(this.#prepared(sql).run(...values).changes));
  }

  #get(sql: string, ...values: (string | number)[]): Record<string, SQLOutputValue> | undefined {
    return this.#guarded(() => this.#prepared(sql).get(...values));
  }

  #all(sql: string, ...values: (string | number)[]): SpooledJob[] {
    return this.#guarded(() => this.#prepared(sql).all(...values)).map((found) => parse(row, found));
  }

  #prepared(sql: string): StatementSync {
    const known = this.#statements.get(sql) ?? this.#database.prepare(sql);
    this.#statements.set(sql, known);
    return known;
  }

  #guarded<T>(work: () => T): T {
    try {
      return work();
    } catch (fault) {
      throw spoolFault(fault);
    }
  }
}
