/** Did the paper come out? What somebody saw, where the machine does not know. */
import type { Transaction } from 'kysely';
import { WITNESS_REASONS, type Witness, type WitnessReason } from '#server/contract/certificates.ts';
import { type AuditEntry, audit } from '../../audit/audit.ts';
import type { Db } from '../../store/database.ts';
import type { Tables } from '../../store/tables.ts';
import type { Visit } from '../../visits/visit.ts';
import { isInDoubt, lastCopy } from './last-copy.ts';

export type Witnessed = { readonly kind: 'noted' | 'not_found' | 'not_in_doubt' };

/**
 * The resident's word on a copy of their own. A word that comes before the machine's own counts as well: the machine
 * may still be on its way to saying that it does not know. `now`: ms since 1970.
 */
export async function bearWitness(
  db: Db,
  visit: Visit,
  { number, copy, came }: Witness,
  now: number,
): Promise<Witnessed> {
  const last = await lastCopy(db, visit.subject, number);
  if (last === undefined || last.copy !== copy) return { kind: 'not_found' };
  if (last.came === came) return { kind: 'noted' };
  if (last.state !== 'ordered' && !isInDoubt(last)) return { kind: 'not_in_doubt' };
  const reason = came ? 'seen_by_resident' : 'missed_by_resident';
  const at = new Date(now);
  return db.transaction().execute(async (trx) => {
    const isFirst = await writeWitness(trx, { copy: last.id, reason, staff: null, at });
    if (!isFirst) return { kind: 'not_in_doubt' };
    await audit(trx, at, witnessEntry(visit, { number, copy, reason }));
    return { kind: 'noted' };
  });
}

export interface WitnessRow {
  /** Row id of the copy. */
  readonly copy: string;
  readonly reason: WitnessReason;
  /** Staff number; null for the resident. */
  readonly staff: string | null;
  readonly at: Date;
}

/** Answers false when somebody was first: the first answer stands. */
export async function writeWitness(trx: Transaction<Tables>, row: WitnessRow): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('copy_witness')
    .values({ ...row, came: WITNESS_REASONS[row.reason].came })
    .onConflict((conflict) => conflict.column('copy').doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** `actor`: staff, or the kiosk at which the resident said so. */
export function witnessEntry(
  { kiosk, subject }: { readonly kiosk: string; readonly subject: Buffer },
  details: { readonly number: string; readonly copy: number; readonly reason: WitnessReason },
  actor = `kiosk:${kiosk}`,
): AuditEntry {
  return {
    actor,
    action: 'copy_witnessed',
    subject: subject.toString('hex'),
    kiosk,
    details,
  };
}
