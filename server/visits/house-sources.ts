/** The sources of facts inside this house: the card on the reader, the register, the visit itself, the resident's own answers. */
import type { CardRecord } from '#agent/contract/card-kinds.ts';
import { LEVELS } from '#server/contract/words.ts';
import type { Definition } from '../definitions/definition-file.ts';
import type { Registered } from '../residents/registered.ts';
import { NEVER } from '../rules/civil-date.ts';
import type { Facts } from '../rules/judgement.ts';
import type { Sources } from '../rules/source-answer.ts';
import type { Visit } from './visit.ts';

export type Answers = Readonly<Record<string, string>>;

/** All others are departments. */
export const IN_THIS_HOUSE: ReadonlySet<string> = new Set([
  'card',
  'visit',
  'form',
  'register.residence',
  'calendar',
]);

/** `answers`: facts of source `form`, already checked against the definition's choices. */
export function houseSources(visit: Pick<Visit, 'card' | 'registered' | 'level'>, answers: Answers): Sources {
  const facts = (known: Facts) => async () => ({ state: 'facts' as const, facts: known });
  return {
    card: facts(cardFacts(visit.card)),
    visit: facts({ 'visit.attended': LEVELS.indexOf(visit.level) >= LEVELS.indexOf('L3') }),
    form: facts(answers),
    'register.residence': async () =>
      visit.registered === undefined
        ? { state: 'not_found' }
        : { state: 'facts', facts: residenceFacts(visit.registered) },
  };
}

/** The facts of source `form` behind answers by question; undefined when a question or a code is none of this service. */
export function answeredFacts({ written: { form } }: Definition, answers: Answers): Answers | undefined {
  const facts = Object.entries(answers).map(([id, code]) => {
    const field = form.find((each) => each.id === id);
    if (field?.kind !== 'choice' || field.fact === undefined) return undefined;
    return field.choices.some((choice) => choice.code === code) ? ([field.fact, code] as const) : undefined;
  });
  const known = facts.filter((fact) => fact !== undefined);
  return known.length === facts.length ? Object.fromEntries(known) : undefined;
}

function cardFacts({ kind, validTo, birth, sexCode }: CardRecord): Facts {
  return {
    'resident.card_expires': validTo === 'long_term' ? NEVER : validTo,
    'resident.birth': birth,
    'resident.card_kind': kind,
    ...sexFact(sexCode),
  };
}

const SEXES: Readonly<Record<string, string>> = { '1': 'male', '2': 'female' };

/** `code`: GB/T 2261.1. None for one that says neither. */
export function sexFact(code: string): Facts {
  const sex = SEXES[code];
  return sex === undefined ? {} : { 'resident.sex': sex };
}

/** In the register without a date is not known since when. */
export function residenceFacts({ communityCode, residenceSince, hukouDistrict }: Registered): Facts {
  return {
    'residence.registered_in': communityCode,
    ...(residenceSince === null ? {} : { 'residence.since': residenceSince }),
    ...(hukouDistrict === null ? {} : { 'register.hukou_district': hukouDistrict }),
  };
}
