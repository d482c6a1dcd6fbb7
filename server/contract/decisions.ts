/** What the rules say of one resident and one service, in words the screen can show as they are. */
import {
  array,
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

/** One condition that is not met: the sentence, and what to do about it. */
const reason = object({
  /** Id of the leaf in the service definition. */
  id: string(),
  text: localised,
  next: localised,
  /** Whom to ask, where the definition names somebody. */
  who: optional(string()),
});

/** How far along a waiting time is. */
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
  object({ result: literal('unknown'), ask: array(object({ who: string(), text: localised })) }),
]);
export type DecisionAnswer = InferOutput<typeof decision>;

/** One service as offered to this resident now. */
export const offer = object({
  service: serviceId,
  title: localised,
  /** What comes out. */
  printer: picklist(['page', 'slip']),
  /** Who seals it. */
  issuer: string(),
  /** Days the paper is good for. */
  validDays: number(),
  /** Choices of purpose, the first is the default. */
  purposes: array(object({ code: string(), label: localised })),
  /** What the paper will say, masked: 住在红旗社区，从 2020 年 1 月起. Absent unless the decision is yes. */
  statement: optional(localised),
  decision,
});
export type Offer = InferOutput<typeof offer>;
