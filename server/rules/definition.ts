/** The shape of a service definition, as written in YAML. Every key is known; any other is refused. */
import {
  array,
  boolean,
  check,
  type GenericSchema,
  type InferOutput,
  integer,
  lazy,
  literal,
  maxLength,
  minLength,
  minValue,
  nullable,
  number,
  optional,
  picklist,
  pipe,
  record,
  regex,
  strictObject,
  string,
  union,
} from 'valibot';
import { level } from '#server/contract/words.ts';
import { isCivilDate } from './civil-date.ts';
import { FACT_TYPES } from './leaf-test.ts';

const text = pipe(string(), minLength(1));
const day = pipe(string(), check(isCivilDate, 'must be a day that exists, YYYY-MM-DD'));
const localised = strictObject({ zh: text, en: optional(text) });
const identifier = pipe(string(), regex(/^[a-z][a-z0-9-]*$/u, 'must be lower-case words joined by hyphens'));
const factName = pipe(string(), regex(/^[a-z_]+\.[a-z_]+$/u, 'must be subject.property'));
const parameterName = pipe(string(), regex(/^[a-z][a-z_]*$/u, 'must be lower-case words joined by _'));
const scalar = union([string(), number(), boolean()]);

const fact = strictObject({
  type: picklist(FACT_TYPES),
  source: text,
  /** What asking costs: latency and intrusion into the resident's data. Cheap sources are asked first. */
  cost: pipe(number(), minValue(0)),
  label: localised,
  /** Said when the fact cannot be had: whom to ask, and what to bring. */
  unknown: strictObject({ who: text, zh: text, en: optional(text) }),
});

/** Values by date, each good until the next begins; or the name of a setting of this community. */
const parameter = union([
  pipe(array(strictObject({ from: day, value: scalar })), minLength(1)),
  strictObject({ setting: text }),
]);

const leaf = strictObject({
  id: identifier,
  fact: factName,
  is: text,
  /** Said when the test is not met: the sentence, what to do, and whom to ask. */
  no: strictObject({
    zh: text,
    en: optional(text),
    next: text,
    next_en: optional(text),
    who: optional(text),
  }),
});
export type WrittenLeaf = InferOutput<typeof leaf>;
export type WrittenCondition =
  | WrittenLeaf
  | { all: WrittenCondition[] }
  | { any: WrittenCondition[] }
  | { not: WrittenCondition };

/** Where a value stands in the YAML. */
export type Path = readonly (string | number)[];

export interface PlacedLeaf {
  readonly leaf: WrittenLeaf;
  readonly path: Path;
  /** 1 for a leaf that is the whole condition. */
  readonly depth: number;
}

/** Every leaf in the order of the text. */
export function leavesWritten(written: WrittenCondition, path: Path = ['when'], depth = 1): PlacedLeaf[] {
  if ('all' in written) {
    return written.all.flatMap((part, at) => leavesWritten(part, [...path, 'all', at], depth + 1));
  }
  if ('any' in written) {
    return written.any.flatMap((part, at) => leavesWritten(part, [...path, 'any', at], depth + 1));
  }
  if ('not' in written) return leavesWritten(written.not, [...path, 'not'], depth + 1);
  return [{ leaf: written, path, depth }];
}

const condition: GenericSchema<WrittenCondition> = lazy((input) => {
  if (typeof input !== 'object' || input === null) return leaf;
  if ('all' in input) return strictObject({ all: pipe(array(condition), minLength(1)) });
  if ('any' in input) return strictObject({ any: pipe(array(condition), minLength(1)) });
  if ('not' in input) return strictObject({ not: condition });
  return leaf;
});

const example = strictObject({
  name: text,
  on: day,
  /** A fact left out cannot be had; `null` is known not to exist. */
  facts: record(string(), nullable(scalar)),
  expect: picklist(['yes', 'no', 'unknown']),
  failed: optional(array(identifier)),
  ask: optional(array(text)),
  earliest: optional(day),
  not_fetched: optional(array(text)),
});
export type Example = InferOutput<typeof example>;

export const writtenDefinition = strictObject({
  service: identifier,
  title: localised,
  version: pipe(number(), integer(), minValue(1)),
  effective: strictObject({ from: day, to: optional(day) }),
  status: picklist(['draft', 'published', 'retired']),
  legal_basis: array(strictObject({ ref: text, kind: text })),
  category: text,
  assurance: level,
  printer: literal('page'),
  issuer: text,
  valid_days: pipe(number(), integer(), minValue(1)),
  purposes: pipe(array(strictObject({ code: identifier, on_paper: text, label: localised })), minLength(1)),
  statement: localised,
  facts: record(factName, fact),
  params: record(parameterName, parameter),
  when: condition,
  /** Stands in for the community's settings when the examples are run. */
  example_settings: record(string(), scalar),
  examples: pipe(array(example), minLength(1), maxLength(500)),
});
export type WrittenDefinition = InferOutput<typeof writtenDefinition>;
