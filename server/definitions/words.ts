/** The small words every written file shares: texts, names, days. */
import {
  boolean,
  check,
  minLength,
  number,
  optional,
  pipe,
  regex,
  strictObject,
  string,
  union,
} from 'valibot';
import { isCivilDate } from '../rules/civil-date.ts';

export const text = pipe(string(), minLength(1));
export const day = pipe(string(), check(isCivilDate, 'must be a day that exists, YYYY-MM-DD'));
/** Chinese is always there; other languages stand under their own keys. */
export const written = strictObject({ zh: text, en: optional(text) });
export const identifier = pipe(
  string(),
  regex(/^[a-z][a-z0-9-]*$/u, 'must be lower-case words joined by hyphens'),
);
export const factName = pipe(
  string(),
  regex(/^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$/u, 'must be subject.property'),
);
export const parameterName = pipe(
  string(),
  regex(/^[a-z][a-z0-9_]*$/u, 'must be lower-case words joined by _'),
);
export const sourceName = pipe(
  string(),
  regex(/^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$/u, 'must be department.register'),
);
export const scalar = union([string(), number(), boolean()]);
/** Said when a fact cannot be had: whom to ask, and what to bring. */
export const unknown = strictObject({ who: text, zh: text, en: optional(text) });
