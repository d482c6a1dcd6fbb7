import type { Selectable } from 'kysely';
import type { Keyring } from '../keys/keyring.ts';
import type { Db } from '../store/database.ts';
import type { Tables } from '../store/tables.ts';

/** One person of the register, opened. Keep it in memory only. */
export interface Resident {
  readonly id: string;
  readonly idNumber: string;
  readonly name: string;
  readonly address: string;
  /** GB/T 2261.1: 1 男, 2 女, 0 unknown, 9 not stated. */
  readonly sexCode: string;
  /** GB/T 3304, two digits. */
  readonly ethnicCode: string;
  /** Empty when none is known. */
  readonly phone: string;
  readonly birthYear: number;
  readonly communityCode: string;
  /** `YYYY-MM-DD`; null when the register does not know since when. */
  readonly residenceSince: string | null;
  readonly householdId: string | null;
  readonly hukouDistrict: string | null;
}

/** The resident with this identity number; undefined when the register has none. Throws `KeyFault`. */
export async function findResident(
  db: Db,
  keyring: Keyring,
  idNumber: string,
): Promise<Resident | undefined> {
  const row = await db
    .selectFrom('resident')
    .selectAll()
    .where('id_index', '=', keyring.index.of(idNumber))
    .executeTakeFirst();
  return row && openResident(row, keyring);
}

type SealedColumn = 'id_number' | 'name' | 'address' | 'traits' | 'phone';

/** Where a sealed column of one resident belongs. */
export const residentPlace = (column: SealedColumn, row: string) => ({ table: 'resident', column, row });

function openResident(row: Selectable<Tables['resident']>, { fields }: Keyring): Resident {
  const open = (column: SealedColumn, sealed: Buffer) => fields.open(residentPlace(column, row.id), sealed);
  const [sexCode = '', ethnicCode = ''] = open('traits', row.traits_sealed).split('|');
  return {
    id: row.id,
    idNumber: open('id_number', row.id_number_sealed),
    name: open('name', row.name_sealed),
    address: open('address', row.address_sealed),
    sexCode,
    ethnicCode,
    phone: row.phone_sealed === null ? '' : open('phone', row.phone_sealed),
    birthYear: row.birth_year,
    communityCode: row.community_code,
    residenceSince: row.residence_since,
    householdId: row.household_id,
    hukouDistrict: row.hukou_district,
  };
}
