import { type Kysely, sql } from 'kysely';
import { parse } from 'valibot';
import { type CertificateNumber, certificateNumber } from '#server/contract/words.ts';
import type { Tables } from '../store/tables.ts';

/**
 * The next number of a community's year: 610202001001-2026-000173. One statement, outside of any transaction, so that
 * nobody waits while a page is drawn. A number is never given twice; a crash before the certificate is written
 * leaves a gap, and a gap says nothing.
 */
export async function nextNumber(
  db: Kysely<Tables>,
  community: string,
  year: number,
): Promise<CertificateNumber> {
  const { last } = await db
    .insertInto('number_series')
    .values({ community, year, last: 1 })
    .onConflict((conflict) =>
      conflict.columns(['community', 'year']).doUpdateSet({ last: sql`number_series.last + 1` }),
    )
    .returning('last')
    .executeTakeFirstOrThrow();
  return parse(certificateNumber, `${community}-${year}-${String(last).padStart(6, '0')}`);
}
