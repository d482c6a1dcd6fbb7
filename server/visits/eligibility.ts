/** A decision as an offer: what it is, what it answers, whether it matches this resident. */
import { DOMAINS, type Offer, type Question } from '#server/contract/decisions.ts';
import type { Definition } from '../definitions/definition-file.ts';
import type { DeclaredFact } from '../definitions/fact-book.ts';
import type { Decided } from '../rules/decision.ts';
import type { Settings } from '../rules/parameters.ts';
import { localisedFill } from '../rules/words/explanation.ts';
import { toldValue } from '../rules/words/own-and-required.ts';
import { fill, type Language, toldScalar } from '../rules/words/sentences.ts';

export interface Community {
  /** 12 digits. */
  readonly code: string;
  readonly name: string;
  /** Who seals the certificates. */
  readonly issuer: string;
}

export function offerOf(definition: Definition, decided: Decided): Offer {
  const { written } = definition;
  const { answer, statement, parameters } = decided;
  const { outcome } = written;
  const isCertificate = outcome.kind === 'certificate';
  return {
    service: written.service,
    title: written.title,
    domain: written.domain,
    outcome: outcome.kind,
    printer: isCertificate ? 'page' : 'slip',
    issuer: fill(written.issuer, (name) => parameters[name], 'zh'),
    validDays: isCertificate ? outcome.valid_days : 0,
    purposes: isCertificate ? outcome.purposes.map(({ code, label }) => ({ code, label })) : [],
    questions: questionsOf(written.form),
    ...('opens' in outcome && outcome.opens !== undefined ? { opens: outcome.opens } : {}),
    ...('meanwhile' in outcome ? { meanwhile: outcome.meanwhile } : {}),
    ...(statement === undefined ? {} : { statement }),
    ...(answer.result === 'yes' ? answerOf(definition, decided) : {}),
    ...matchOf(definition, decided),
    decision: answer,
  };
}

/** What a query tells. */
function answerOf(
  { written: { outcome }, facts: declared, tables: declaredTables }: Definition,
  { facts, tables }: Decided,
): Pick<Offer, 'lines' | 'table'> {
  if (outcome.kind !== 'query') return {};
  const lines = outcome.lines.map((name) => {
    const fact = declared.get(name);
    return { label: fact?.label ?? { zh: name }, value: toldFact(fact, facts[name]) };
  });
  const table = declaredTables.get(outcome.table ?? '');
  if (table === undefined) return { lines };
  const rows = (tables[outcome.table ?? ''] ?? []).map((row) => [...row]);
  return { lines, table: { columns: table.columns.map(({ label }) => label), rows } };
}

const NOTHING = { zh: '没有', en: 'none' };

/** In figures, as it is compared with other papers. */
function toldFact(fact: DeclaredFact | undefined, value: Decided['facts'][string] | undefined) {
  if (value === undefined || value === null) return NOTHING;
  const told = (language: Language): string => {
    const meant = toldValue(fact, value, language);
    return typeof meant === 'number' ? String(meant) : toldScalar(meant, language);
  };
  return { zh: told('zh'), en: told('en') };
}

/** 政策找人: it is a benefit, this resident can have it or may, and is not known to have it already. */
function matchOf(
  { written: { benefit, held } }: Definition,
  { answer: { result }, facts, parameters }: Decided,
): Pick<Offer, 'match'> {
  if (benefit === undefined || result === 'no' || result === 'unknown') return {};
  if (held !== undefined && facts[held] === true) return {};
  const text = localisedFill(benefit.zh, benefit.en, () => (name) => parameters[name]);
  return { match: { sure: result === 'yes', benefit: text } };
}

/** What this resident can have and has not claimed, what may be had, what is handed out here; then by domain. */
export function inOrder(offers: readonly Offer[]): Offer[] {
  return offers.toSorted((one, other) => rankOf(one) - rankOf(other));
}

function rankOf({ match, outcome, decision: { result }, domain }: Offer): number {
  if (match !== undefined) return match.sure ? 0 : 1;
  const isHandedOut = outcome === 'certificate' || outcome === 'query';
  if (isHandedOut && (result === 'yes' || result === 'open')) return 2;
  return 3 + DOMAINS.indexOf(domain);
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
