/** What a resident is asked beyond the card. Choices are asked at the kiosk; the rest belongs to the matter's own form. */
import { array, boolean, literal, minLength, optional, picklist, pipe, strictObject, variant } from 'valibot';
import { factName, identifier, written } from './words.ts';

const choice = strictObject({
  id: identifier,
  kind: literal('choice'),
  label: written,
  choices: pipe(array(strictObject({ code: identifier, label: written })), minLength(2)),
  /** The fact that the answer is, of source `form` and type code: then it is asked before the rules are. */
  fact: optional(factName),
});
const plain = strictObject({
  id: identifier,
  kind: picklist(['text', 'number', 'date', 'phone', 'photo']),
  label: written,
  required: optional(boolean(), true),
});

export const formField = variant('kind', [choice, plain]);
