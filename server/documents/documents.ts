import type { Kysely, Transaction } from 'kysely';
import type { KioskId } from '#server/contract/words.ts';
import type { Keyring } from '../keys/keyring.ts';
import type { Tables } from '../store/tables.ts';

export interface StoredDocument {
  readonly mediaType: string;
  readonly bytes: Buffer;
}

interface Hashed {
  readonly bytes: Uint8Array;
  /** Of the bytes, lower-case hex. */
  readonly sha256: string;
}

/** Keeps a document under its SHA-256, sealed. The same bytes again change nothing. */
export async function storeDocument(
  trx: Transaction<Tables>,
  { fields }: Keyring,
  { bytes, sha256 }: Hashed,
  mediaType: string,
): Promise<void> {
  await trx
    .insertInto('document')
    .values({ sha256, media_type: mediaType, bytes_sealed: fields.seal(placeOf(sha256), bytes) })
    .onConflict((conflict) => conflict.column('sha256').doNothing())
    .execute();
}

/** A document that some order for this kiosk names; undefined for any other. Throws `KeyFault`. */
export async function documentFor(
  db: Kysely<Tables>,
  { fields }: Keyring,
  kiosk: KioskId,
  sha256: string,
): Promise<StoredDocument | undefined> {
  const row = await db
    .selectFrom('document')
    .select(['media_type', 'bytes_sealed'])
    .where('sha256', '=', sha256)
    .where((where) =>
      where.exists(
        where
          .selectFrom('print_job')
          .select('job')
          .where('print_job.kiosk', '=', kiosk)
          .whereRef('print_job.document', '=', 'document.sha256'),
      ),
    )
    .executeTakeFirst();
  return row && { mediaType: row.media_type, bytes: fields.openBytes(placeOf(sha256), row.bytes_sealed) };
}

const placeOf = (sha256: string) => ({ table: 'document', column: 'bytes', row: sha256 });
