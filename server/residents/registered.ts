import type { Db } from '../store/database.ts';

/** What the rules may know of the register without opening anything that is sealed. */
export interface Registered {
  readonly communityCode: string;
  /** `YYYY-MM-DD`; null when the register does not know since when. */
  readonly residenceSince: string | null;
  /** Six digits (GB/T 2260); null when the register does not know. */
  readonly hukouDistrict: string | null;
}

/** By blind index; undefined when the register has nobody. */
export async function findRegistered(db: Db, index: Buffer): Promise<Registered | undefined> {
  const row = await db
    .selectFrom('resident')
    .select(['community_code', 'residence_since', 'hukou_district'])
    .where('id_index', '=', index)
    .executeTakeFirst();
  return row && registeredOf(row);
}

interface Row {
  readonly community_code: string | null;
  readonly residence_since: string | null;
  readonly hukou_district: string | null;
}

/** From a row in which the register may be missing (outer join). */
export function registeredOf({
  community_code,
  residence_since,
  hukou_district,
}: Row): Registered | undefined {
  if (community_code === null) return undefined;
  return { communityCode: community_code, residenceSince: residence_since, hukouDistrict: hukou_district };
}
