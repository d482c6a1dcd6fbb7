/** What comes of a service: a certificate, an answer, or a matter that goes on elsewhere. */
import {
  array,
  type InferOutput,
  integer,
  literal,
  minLength,
  minValue,
  number,
  optional,
  picklist,
  pipe,
  strictObject,
  variant,
} from 'valibot';
import { factName, identifier, text, written } from './words.ts';

const purpose = strictObject({ code: identifier, on_paper: text, label: written });

const residencePaper = strictObject({ layout: literal('residence') });
/** A sheet of sentences, facts and at most one table; gaps as in every sentence, `<resident.name>` and `<resident.number>` besides. */
const recordPaper = strictObject({
  layout: literal('record'),
  says: pipe(array(text), minLength(1)),
  facts: optional(array(factName), []),
  table: optional(factName),
});

const certificate = strictObject({
  kind: literal('certificate'),
  valid_days: pipe(number(), integer(), minValue(1)),
  purposes: pipe(array(purpose), minLength(1)),
  paper: variant('layout', [residencePaper, recordPaper]),
});

/** On the screen, and on a slip for whoever wants one. The definition's `statement` is the headline. */
const query = strictObject({
  kind: literal('query'),
  lines: optional(array(factName), []),
  table: optional(factName),
  /** The screen of the machine that answers it; home has an entry of its own for that. */
  opens: optional(literal('matches')),
});

/** Where to go until this part is built, and what to take along. */
const matter = strictObject({
  kind: picklist(['application', 'booking', 'case', 'lending']),
  meanwhile: strictObject({ where: written, bring: optional(array(written), []), hours: optional(written) }),
});

export const outcome = variant('kind', [certificate, query, matter]);
export type WrittenPaper = InferOutput<typeof certificate>['paper'];
