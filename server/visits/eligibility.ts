/** What this resident may have now: the rules, asked with the card at hand and the sources behind it. */
import type { Offer, Question } from '#server/contract/decisions.ts';
import type { Definition } from '../definitions/definition-file.ts';
import type { CivilDate } from '../rules/civil-date.ts';
import { type Decided, decide } from '../rules/decision.ts';
import type { Settings } from '../rules/parameters.ts';
import { fill } from '../rules/sentences.ts';
import { type Answers, houseSources } from './house-sources.ts';
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
  visit: Pick<Visit, 'card' | 'registered' | 'level'>,
  community: Community,
  today: CivilDate,
  answers: Answers = {},
): Promise<Decided> {
  const sources = houseSources(visit, answers);
  return decide({ definition, settings: communitySettings(community), today, sources });
}

export function offerOf({ written }: Definition, { answer, statement, parameters }: Decided): Offer {
  const { outcome } = written;
  const isCertificate = outcome.kind === 'certificate';
  return {
    service: written.service,
    title: written.title,
    domain: written.domain,
    outcome: outcome.kind,
    printer: isCertificate ? 'page' : 'slip',
    issuer: fill(written.issuer, parameters, 'zh'),
    validDays: isCertificate ? outcome.valid_days : 0,
    purposes: isCertificate ? outcome.purposes.map(({ code, label }) => ({ code, label })) : [],
    questions: questionsOf(written.form),
    ...('meanwhile' in outcome ? { meanwhile: outcome.meanwhile } : {}),
    ...(statement === undefined ? {} : { statement }),
    decision: answer,
  };
}

function questionsOf(form: Definition['written']['form']): Question[] {
  return form.flatMap((field) =>
    field.kind === 'choice' && field.fact !== undefined
      ? [{ id: field.id, label: field.label, choices: field.choices }]
      : [],
  );
}

/** The first 6 digits of a community's code are its district, the first 9 its sub-district (GB/T 2260, GB/T 10114). */
export function communitySettings({ code, name, issuer }: Community): Settings {
  return {
    'community.code': code,
    'community.name': name,
    'community.issuer': issuer,
    'community.district': code.slice(0, 6),
  };
}
