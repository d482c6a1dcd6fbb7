/** What the register knows of a resident, for trying rules on everybody: nobody has laid a card, and no department is asked. */
import type { Selectable } from 'kysely';
import { readIdNumber } from '#server/contract/person/id-number.ts';
import { maskedName } from '#server/contract/person/masked-name.ts';
import type { Keyring } from '../keys/keyring.ts';
import { residentPlace } from '../residents/resident.ts';
import { isCivilDate, NEVER } from '../rules/civil-date.ts';
import type { Facts } from '../rules/judgement.ts';
import type { Sources } from '../rules/source-answer.ts';
import type { Tables } from '../store/tables.ts';
import { residenceFacts, sexFact } from '../visits/house-sources.ts';

type ResidentRow = Selectable<Tables['resident']>;

export interface Registrant {
  /** 张＊＊ */
  readonly maskedName: string;
  readonly lastFour: string;
  /** By which the community's staff find them; null when the register has none. */
  readonly household: string | null;
  readonly sources: Sources;
}

/** Keep it in memory only. A card is taken to be valid: the register does not know when it ends. Throws `KeyFault`. */
export function registrantOf(row: ResidentRow, { fields }: Keyring): Registrant {
  const idNumber = fields.open(residentPlace('id_number', row.id), row.id_number_sealed);
  const name = fields.open(residentPlace('name', row.id), row.name_sealed);
  const [sexCode = ''] = fields.open(residentPlace('traits', row.id), row.traits_sealed).split('|');
  const birth = birthOf(idNumber, row.birth_year);
  const card: Facts = {
    'resident.card_expires': NEVER,
    ...(birth === undefined ? {} : { 'resident.birth': birth }),
    ...sexFact(sexCode),
  };
  const register = residenceFacts({
    communityCode: row.community_code,
    residenceSince: row.residence_since,
    hukouDistrict: row.hukou_district,
  });
  return {
    maskedName: maskedName(name),
    lastFour: idNumber.slice(-4),
    household: row.household_id,
    sources: {
      card: async () => ({ state: 'facts', facts: card }),
      'register.residence': async () => ({ state: 'facts', facts: register }),
    },
  };
}

/** Month and day stand in every number; the year in the register. */
function birthOf(idNumber: string, year: number): string | undefined {
  const read = readIdNumber(idNumber);
  if (read.kind === 'invalid') return undefined;
  const day = `${year}-${read.birth.slice(-4, -2)}-${read.birth.slice(-2)}`;
  return isCivilDate(day) ? day : undefined;
}
