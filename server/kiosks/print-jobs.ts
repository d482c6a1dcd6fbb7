import type { Transaction } from 'kysely';
import type { Outcomes } from '#server/contract/kiosks.ts';
import type { JobId, KioskId } from '#server/contract/words.ts';
import { type AuditEntry, audit } from '../audit/audit.ts';
import type { Db } from '../store/database.ts';
import type { Tables } from '../store/tables.ts';

export interface OrderedJob {
  readonly job: JobId;
  readonly kiosk: KioskId;
  /** SHA-256 of the stored document. */
  readonly document: string;
  readonly printer: 'page' | 'slip';
  /** Row id of the certificate copy; a copy has one job, ever. Null for a receipt. */
  readonly copy: string | null;
  /** When it was ordered. */
  readonly at: Date;
}

/** Writes down that a print order was made. Belongs into the transaction that makes the order. */
export async function recordJob(trx: Transaction<Tables>, { at, ...ordered }: OrderedJob): Promise<void> {
  await trx
    .insertInto('print_job')
    .values({ ...ordered, ordered_at: at })
    .execute();
}

type Outcome = Outcomes['outcomes'][number];

/**
 * Takes what a kiosk tells of its jobs. A job is settled once: what is told again, told otherwise, or told of another
 * kiosk's job changes nothing.
 */
export async function settleJobs(
  db: Db,
  kiosk: KioskId,
  { outcomes }: Outcomes,
  now = new Date(),
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const settled: AuditEntry[] = [];
    for (const outcome of outcomes) {
      if (await settle(trx, kiosk, outcome)) settled.push(entryOf(kiosk, outcome));
    }
    if (settled.length > 0) await audit(trx, now, ...settled);
  });
}

async function settle(trx: Transaction<Tables>, kiosk: KioskId, outcome: Outcome): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('print_job')
    .set({ state: outcome.outcome, evidence: outcome.evidence, settled_at: new Date(outcome.at) })
    .where('job', '=', outcome.job)
    .where('kiosk', '=', kiosk)
    .where('document', '=', outcome.document)
    .where('state', '=', 'ordered')
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

function entryOf(kiosk: KioskId, { job, document, outcome }: Outcome): AuditEntry {
  return {
    actor: `kiosk:${kiosk}`,
    action: 'job_settled',
    subject: job,
    kiosk,
    details: { document, outcome },
  };
}
