/** What this resident may have now: the rules, asked with the card at hand and the register behind it. */

import type { CardRecord } from '#agent/contract/card-kinds.ts';
import type { Offer } from '#server/contract/decisions.ts';
import type { Localised } from '#server/contract/words.ts';
import type { Registered } from '../residents/registered.ts';
import { type CivilDate, NEVER } from '../rules/civil-date.ts';
import { type Decided, decide, type Sources } from '../rules/decision.ts';
import type { Definition } from '../rules/definition-file.ts';
import type { Facts } from '../rules/judgement.ts';
import type { Settings } from '../rules/parameters.ts';
import { fill } from '../rules/sentences.ts';
import type { Visit } from './visit.ts';

export interface Community {
  /** 12 digits. */
  readonly code: string;
  readonly name: string;
  /** Who seals the certificates. */
  readonly issuer: string;
}

/** Asks each source only when the answer still hangs on it; the decision says which were asked. */
export function judgeVisit(
  definition: Definition,
  { card, registered }: Pick<Visit, 'card' | 'registered'>,
  community: Community,
  today: CivilDate,
): Promise<Decided> {
  const sources: Sources = {
    card: async () => ({ state: 'answered', facts: cardFacts(card) }),
    'register.residence': async () => ({ state: 'answered', facts: residenceFacts(registered) }),
  };
  return decide({ definition, settings: communitySettings(community), today, sources });
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
function residenceFacts(registered: Registered | undefined): Facts {
  if (registered === undefined) return { 'residence.registered_in': null, 'residence.since': null };
  const { communityCode, residenceSince } = registered;
  return {
    'residence.registered_in': communityCode,
    ...(residenceSince === null ? {} : { 'residence.since': residenceSince }),
  };
}
