import { KeyFault } from '../keys/key-fault.ts';
import type { Keyring } from '../keys/keyring.ts';
import type { Db } from '../store/database.ts';
import { residentPlace } from './resident.ts';

/** More than one: a single row may be damaged by itself. */
const SAMPLES = 3;

/**
 * Throws `KeyFault` `another_key` when the register was sealed with other keys than these. With an empty `keys.dir` new
 * keys are made, and under those nobody would be found: every resident would be told to register.
 */
export async function assertKeysFit(db: Db, { fields, index }: Keyring): Promise<void> {
  const rows = await db
    .selectFrom('resident')
    .select(['id', 'id_index', 'id_number_sealed'])
    .limit(SAMPLES)
    .execute();
  const fits = ({ id, id_index, id_number_sealed }: (typeof rows)[number]): boolean => {
    try {
      return index.of(fields.open(residentPlace('id_number', id), id_number_sealed)).equals(id_index);
    } catch {
      return false;
    }
  };
  if (rows.length > 0 && !rows.some(fits)) {
    throw new KeyFault(
      'another_key',
      'keys.dir does not hold the keys with which the register was sealed; put back the copy you kept',
    );
  }
}
