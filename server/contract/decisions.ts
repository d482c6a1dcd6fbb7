/**
 * What the rules say of one resident and one service, in words the screen can show as they are. No route of its own: it
 * is in the answers of POST /api/visits, /api/checks and /api/matches. Lists have no upper bound here: a screen pages them.
 */
import {
  array,
  boolean,
  type InferOutput,
  literal,
  number,
  object,
  optional,
  picklist,
  string,
  variant,
} from 'valibot';
import { civilDate, localised, serviceId } from './words.ts';

/** One condition that is not met. */
const reason = object({
  /** Id of the leaf in the service definition. */
  id: string(),
  text: localised,
  /** What this resident has: 您的出生日期：1954 年 3 月 12 日. Absent when nothing is known to exist. */
  own: optional(localised),
  /** What is required: 要满八十周岁. */
  required: localised,
  /** What to do about it. */
  next: localised,
  /** The office to ask, as one says it: 社保窗口. */
  who: string(),
  /** First day on which this condition may be met, when it only depends on time. */
  earliest: optional(civilDate),
});
export type Reason = InferOutput<typeof reason>;

/** How far along a waiting time is. Whole months. */
const progress = object({ since: civilDate, haveMonths: number(), needMonths: number() });

export const decision = variant('result', [
  object({ result: literal('yes') }),
  object({
    result: literal('no'),
    reasons: array(reason),
    /** First day on which the answer may be yes, when it only depends on time. */
    earliest: optional(civilDate),
    progress: optional(progress),
  }),
  /** Somebody was asked and could not tell. */
  object({ result: literal('unknown'), ask: array(object({ who: string(), text: localised })) }),
  /** Nobody was asked yet: these departments are, once the resident chooses the service. */
  object({ result: literal('open'), departments: array(localised) }),
]);
export type DecisionAnswer = InferOutput<typeof decision>;

/** What a service is about; the order of the home screen. */
export const DOMAINS = [
  'elder_care',
  'social_insurance',
  'medical_insurance',
  'employment',
  'civil_affairs',
  'police',
  'health',
  'housing',
  'community',
] as const;
export type Domain = (typeof DOMAINS)[number];

/** A choice that must be made before the rules can answer. */
const question = object({
  id: string(),
  label: localised,
  choices: array(object({ code: string(), label: localised })),
});
export type Question = InferOutput<typeof question>;

/** Name and value, to be shown in this order. */
const line = object({ label: localised, value: localised });
const table = object({ columns: array(localised), rows: array(array(string())) });

/** One service as offered to this resident now. */
export const offer = object({
  service: serviceId,
  title: localised,
  domain: picklist(DOMAINS),
  outcome: picklist(['certificate', 'query', 'application', 'booking', 'case', 'lending']),
  /** What it comes out of; a service that is no certificate is of use without it. */
  printer: picklist(['page', 'slip']),
  /** Whose data and seal it is. */
  issuer: string(),
  /** Days the paper is good for; 0 when there is none. */
  validDays: number(),
  /** Choices of purpose, the first is the default; none for what is no certificate. */
  purposes: array(object({ code: string(), label: localised })),
  questions: array(question),
  /** What the paper or the answer says: 住在红旗社区，从 2020 年 1 月起. Absent unless the decision is yes. */
  statement: optional(localised),
  /** What the answer of a query says besides; cells are told already, sums in yuan. Absent unless the decision is yes. */
  lines: optional(array(line)),
  table: optional(table),
  /** Where to go for a matter this machine cannot take yet, and what to bring. */
  meanwhile: optional(object({ where: localised, bring: array(localised), hours: optional(localised) })),
  /** 政策找人: this resident can have it, or may, and is not known to have claimed it. */
  match: optional(object({ sure: boolean(), benefit: localised })),
  /** The list that answers it: choosing the service is choosing the list. */
  opens: optional(literal('matches')),
  /** Why it cannot be had at this machine now, and which machine nearby can. A department may answer again any moment. */
  closed: optional(
    object({ by: picklist(['printer', 'department']), text: localised, nearest: optional(localised) }),
  ),
  decision,
});
export type Offer = InferOutput<typeof offer>;
