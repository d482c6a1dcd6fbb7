/** What this resident may have now: the rules, asked with the card at hand and the register behind it. */
import type { Offer } from '#server/contract/decisions.ts';
import type { CardRecord } from '#server/contract/envelopes.ts';
import type { Localised } from '#server/contract/words.ts';
import type { Keyring } from '../keys/keyring.ts';
import { findResident, type Resident } from '../residents/resident.ts';
import { type CivilDate, NEVER } from '../rules/civil-date.ts';
import { type Decided, decide, type SourceAnswer } from '../rules/decision.ts';
import type { Definition } from '../rules/definition-file.ts';
import type { Facts } from '../rules/judgement.ts';
import type { Settings } from '../rules/parameters.ts';
import { fill } from '../rules/sentences.ts';
import type { Db } from '../store/database.ts';

export interface Community {
  /** 12 digits. */
  readonly code: string;
  readonly name: string;
  /** Who seals the certificates. */
  readonly issuer: string;
}

/** Where facts come from. */
export interface Register {
  readonly db: Db;
  readonly keyring: Keyring;
  readonly community: Community;
}

export interface Judgement {
  readonly decided: Decided;
  /** Undefined when the register has nobody, or was not asked. */
  readonly resident: Resident | undefined;
}

export async function judgeCard(
  definition: Definition,
  card: CardRecord,
  register: Register,
  today: CivilDate,
): Promise<Judgement> {
  let resident: Resident | undefined;
  const sources = {
    card: async (): Promise<SourceAnswer> => ({ state: 'answered', facts: cardFacts(card) }),
    'register.residence': async (): Promise<SourceAnswer> => {
      resident = await findResident(register.db, register.keyring, card.idNumber);
      return { state: 'answered', facts: residenceFacts(resident) };
    },
  };
  const settings = communitySettings(register.community);
  const decided = await decide({ definition, settings, today, sources });
  return { decided, resident };
}

export function offerOf({ written }: Definition, { answer, statement, parameters }: Decided): Offer {
  return {
    service: written.service,
    title: written.title,
    printer: written.printer,
    issuer: fill(written.issuer, parameters, 'zh'),
    validDays: written.valid_days,
    purposes: written.purposes.map(({ code, label }): { code: string; label: Localised } => ({
      code,
      label,
    })),
    ...(statement === undefined ? {} : { statement }),
    decision: answer,
  };
}

function communitySettings({ code, name, issuer }: Community): Settings {
  return { 'community.code': code, 'community.name': name, 'community.issuer': issuer };
}

function cardFacts({ validTo }: CardRecord): Facts {
  return { 'resident.card_expires': validTo === 'long_term' ? NEVER : validTo };
}

/** Not in the register is known; in it without a date is not. */
function residenceFacts(resident: Resident | undefined): Facts {
  if (resident === undefined) return { 'residence.registered_in': null, 'residence.since': null };
  const { communityCode, residenceSince } = resident;
  return {
    'residence.registered_in': communityCode,
    ...(residenceSince === null ? {} : { 'residence.since': residenceSince }),
  };
}
