/** The newest copy of one of a resident's certificates, and what is known of its paper. */
import type { Kysely, Transaction } from 'kysely';
import { parse } from 'valibot';
import type { Unreceived } from '#server/contract/visits.ts';
import { certificateNumber, serviceId } from '#server/contract/words.ts';
import type { Tables } from '../../store/tables.ts';

export type LastCopy = NonNullable<Awaited<ReturnType<typeof lastCopy>>>;

/** Undefined unless a certificate of this number was issued to this resident. `subject`: blind index of the identity number. */
export function lastCopy(db: Kysely<Tables>, subject: Buffer, number: string) {
  return copies(db)
    .where('certificate.number', '=', number)
    .where('certificate.subject', '=', subject)
    .executeTakeFirst();
}

/** More than this is nobody's misfortune but a broken machine's. */
const MOST_UNRECEIVED = 20;

/** A resident's certificates, valid on `today`, whose last copy nobody is known to hold; the youngest first. */
export async function unreceivedBy(
  db: Kysely<Tables>,
  subject: Buffer,
  today: string,
): Promise<Unreceived[]> {
  const rows = await copies(db)
    .where('certificate.subject', '=', subject)
    .where('certificate.valid_until', '>=', today)
    .orderBy('certificate_copy.issued_at', 'desc')
    .orderBy('certificate.number', 'desc')
    .execute();
  const unreceived = rows.filter(mayBeReplaced).slice(0, MOST_UNRECEIVED);
  return unreceived.map((row) => ({
    number: parse(certificateNumber, row.number),
    copy: row.copy,
    service: parse(serviceId, row.service),
    validUntil: row.valid_until,
    fate: isInDoubt(row) ? 'uncertain' : 'not_printed',
  }));
}

function copies(db: Kysely<Tables>) {
  return db
    .selectFrom('certificate')
    .innerJoin('certificate_copy', 'certificate_copy.certificate', 'certificate.id')
    .innerJoin('print_job', 'print_job.copy', 'certificate_copy.id')
    .leftJoin('copy_witness', 'copy_witness.copy', 'certificate_copy.id')
    .leftJoin('certificate_copy as newer', (join) =>
      join
        .onRef('newer.certificate', '=', 'certificate.id')
        .onRef('newer.copy', '>', 'certificate_copy.copy'),
    )
    .select([
      'certificate.number',
      'certificate.service',
      'certificate.paper_sealed',
      'certificate.valid_until',
      'certificate_copy.id',
      'certificate_copy.certificate',
      'certificate_copy.copy',
      'print_job.state',
      'copy_witness.came',
    ])
    .where('newer.id', 'is', null);
}

/** The machine does not know, and nobody has said. */
export function isInDoubt({ state, came }: Pick<LastCopy, 'state' | 'came'>): boolean {
  return state === 'uncertain' && came === null;
}

/**
 * Another copy may be made: this one did not come out, as far as anybody knows. While the machine has not said how it
 * ended, a word that it did not come is too early: it may come yet.
 */
export function mayBeReplaced({ state, came }: Pick<LastCopy, 'state' | 'came'>): boolean {
  return state === 'not_printed' || (state === 'uncertain' && came !== true);
}

/** From now on this copy is no longer live; one that was not before stays as it is. Belongs into the transaction that says why. */
export async function supersede(trx: Transaction<Tables>, copy: string, at: Date): Promise<void> {
  await trx
    .updateTable('certificate_copy')
    .set({ superseded_at: at })
    .where('id', '=', copy)
    .where('superseded_at', 'is', null)
    .execute();
}
