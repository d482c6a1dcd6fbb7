/** Staff settle a copy in doubt: what they found at the machine, by certificate number. */
import { WITNESS_REASONS, type WitnessReason } from '#server/contract/certificates.ts';
import { audit } from '../../audit/audit.ts';
import type { Db } from '../../store/database.ts';
import { isInDoubt, supersede } from './last-copy.ts';
import { witnessEntry, writeWitness } from './witness.ts';

/** Nothing here says whose certificate it is. */
export interface CopyInDoubt {
  readonly number: string;
  readonly copy: number;
  readonly kiosk: string;
  readonly orderedAt: Date;
}

/** Copies whose fate nobody knows, oldest first. */
export async function copiesInDoubt(db: Db): Promise<CopyInDoubt[]> {
  const rows = await copies(db)
    .where('print_job.state', '=', 'uncertain')
    .where('copy_witness.came', 'is', null)
    .orderBy('print_job.ordered_at')
    .execute();
  return rows.map(({ number, copy, kiosk, ordered_at }) => ({ number, copy, kiosk, orderedAt: ordered_at }));
}

export interface StaffWord {
  readonly number: string;
  readonly copy: number;
  readonly reason: WitnessReason;
  /** Staff number, never a name. */
  readonly staff: string;
}

export type Settled = { readonly kind: 'settled' | 'not_found' | 'not_in_doubt' };

/** A copy that did not come is no longer live from then on; the resident gets the next one at a machine, with the card. */
export async function settleCopy(
  db: Db,
  { number, copy, reason, staff }: StaffWord,
  at = new Date(),
): Promise<Settled> {
  return db.transaction().execute(async (trx) => {
    const row = await copies(trx)
      .where('certificate.number', '=', number)
      .where('certificate_copy.copy', '=', copy)
      .forNoKeyUpdate('certificate_copy') // first, as a reprint does: whoever locks in another order waits for ever
      .executeTakeFirst();
    if (row === undefined) return { kind: 'not_found' };
    if (!isInDoubt(row)) return { kind: 'not_in_doubt' };
    const isFirst = await writeWitness(trx, { copy: row.id, reason, staff, at });
    if (!isFirst) return { kind: 'not_in_doubt' };
    if (!WITNESS_REASONS[reason].came) await supersede(trx, row.id, at);
    await audit(trx, at, witnessEntry(row, { number, copy, reason }, `staff:${staff}`));
    return { kind: 'settled' };
  });
}

function copies(db: Pick<Db, 'selectFrom'>) {
  return db
    .selectFrom('certificate_copy')
    .innerJoin('certificate', 'certificate.id', 'certificate_copy.certificate')
    .innerJoin('print_job', 'print_job.copy', 'certificate_copy.id')
    .leftJoin('copy_witness', 'copy_witness.copy', 'certificate_copy.id')
    .select([
      'certificate_copy.id',
      'certificate_copy.copy',
      'certificate.number',
      'certificate.subject',
      'print_job.kiosk',
      'print_job.state',
      'print_job.ordered_at',
      'copy_witness.came',
    ]);
}
