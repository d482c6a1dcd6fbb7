import type { Keyring } from '../keys/keyring.ts';
import type { Db } from '../store/database.ts';

type SealedColumn = 'id_number' | 'name' | 'address' | 'traits' | 'phone';

/** Where a sealed column of one resident belongs. */
export const residentPlace = (column: SealedColumn, row: string) => ({ table: 'resident', column, row });

/**
 * Where the resident with this blind index lives; undefined when the register has nobody. It is all that a certificate
 * takes from what is sealed, so nothing else is opened. Keep it in memory only. Throws `KeyFault`.
 */
export async function addressOf(db: Db, { fields }: Keyring, index: Buffer): Promise<string | undefined> {
  const row = await db
    .selectFrom('resident')
    .select(['id', 'address_sealed'])
    .where('id_index', '=', index)
    .executeTakeFirst();
  return row && fields.open(residentPlace('address', row.id), row.address_sealed);
}
