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
import { dayHint } from './reading/value-hints.ts';

export const text = pipe(string(), minLength(1));
export const day = pipe(
  string(),
  check(isCivilDate, ({ input }) => dayHint(input)),
);
/** Chinese is always there; other languages stand under their own keys. */
export const written = strictObject({ zh: text, en: optional(text) });
export const identifier = pipe(
  string(),
  regex(/^[a-z][a-z0-9-]*$/u, '只能用小写英文字母、数字和短横线，字母打头，例如 elder-allowance'),
);
export const factName = pipe(
  string(),
  regex(/^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$/u, '事实的名字要写成 谁.什么，例如 residence.since'),
);
export const parameterName = pipe(
  string(),
  regex(/^[a-z][a-z0-9_]*$/u, '参数的名字只能用小写英文字母、数字和下划线，例如 min_age'),
);
export const sourceName = pipe(
  string(),
  regex(/^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$/u, '来源的名字要写成 部门.登记册，例如 civil.allowance'),
);
export const scalar = union([string(), number(), boolean()]);
/** Said when a fact cannot be had: whom to ask, and what to bring. */
export const unknown = strictObject({ who: text, zh: text, en: optional(text) });
