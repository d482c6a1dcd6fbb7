/** The shape of a service definition, as written in YAML. Every key is known; any other is refused. */
import {
  array,
  check,
  type GenericSchema,
  type InferOutput,
  integer,
  lazy,
  maxLength,
  maxValue,
  minLength,
  minValue,
  nullable,
  number,
  optional,
  picklist,
  pipe,
  record,
  strictObject,
  string,
} from 'valibot';
import { DOMAINS } from '#server/contract/decisions.ts';
import { level } from '#server/contract/words.ts';
import { formField } from './form.ts';
import { outcome } from './outcome.ts';
import { day, factName, identifier, parameterName, scalar, text, written } from './words.ts';

/** Far more than anybody writes, and a number that the database holds. */
const MAX_VERSION = 999_999;
export const version = pipe(number(), integer(), minValue(1), maxValue(MAX_VERSION));

/** What a definition may take from its community. */
const SETTINGS = ['community.code', 'community.name', 'community.issuer', 'community.district'] as const;

/** Values by date, each good until the next begins; or the name of a setting of this community. */
const datedValues = pipe(array(strictObject({ from: day, value: scalar })), minLength(1));
const settingOfHouse = strictObject({ setting: picklist(SETTINGS) });
type WrittenParameter = InferOutput<typeof datedValues> | InferOutput<typeof settingOfHouse>;
export const parameter: GenericSchema<WrittenParameter> = lazy((input) =>
  Array.isArray(input) ? datedValues : settingOfHouse,
);

const leaf = strictObject({
  id: identifier,
  fact: factName,
  is: text,
  /** Said when the test is not met: the sentence, what to do, and which office to ask. */
  no: strictObject({
    zh: text,
    en: optional(text),
    /** What is required, where the test alone does not say it well. */
    need: optional(text),
    need_en: optional(text),
    next: text,
    next_en: optional(text),
    who: text,
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
export function leavesWritten(when: WrittenCondition, path: Path = ['when'], depth = 1): PlacedLeaf[] {
  if ('all' in when) {
    return when.all.flatMap((part, at) => leavesWritten(part, [...path, 'all', at], depth + 1));
  }
  if ('any' in when) {
    return when.any.flatMap((part, at) => leavesWritten(part, [...path, 'any', at], depth + 1));
  }
  if ('not' in when) return leavesWritten(when.not, [...path, 'not'], depth + 1);
  return [{ leaf: when, path, depth }];
}

const condition: GenericSchema<WrittenCondition> = lazy((input) => {
  if (typeof input !== 'object' || input === null) return leaf;
  if ('all' in input) return strictObject({ all: pipe(array(condition), minLength(1)) });
  if ('any' in input) return strictObject({ any: pipe(array(condition), minLength(1)) });
  if ('not' in input) return strictObject({ not: condition });
  return leaf;
});

/** Facts by name; `null` is known not to exist. */
const sampleFacts = record(factName, nullable(scalar));

const settingName = pipe(
  string(),
  check((name) => SETTINGS.some((setting) => setting === name), `社区的设置只有 ${SETTINGS.join('、')}`),
);

/** Somebody who may have it: every example is this resident but for what it changes. */
const sample = strictObject({
  on: day,
  /** Stands in for the community's settings. */
  settings: optional(record(settingName, text), {}),
  facts: sampleFacts,
});

const example = strictObject({
  name: text,
  /** Left out, it is the sample's day. */
  on: optional(day),
  /** What is otherwise than in the sample. */
  facts: optional(sampleFacts, {}),
  /** Facts that cannot be had. */
  silent: optional(array(factName), []),
  expect: picklist(['yes', 'no', 'unknown']),
  failed: optional(array(identifier)),
  ask: optional(array(text)),
  earliest: optional(day),
  not_fetched: optional(array(text)),
});
export type Example = InferOutput<typeof example>;

export const writtenDefinition = strictObject({
  service: identifier,
  title: written,
  version,
  effective: strictObject({ from: day, to: optional(day) }),
  status: picklist(['draft', 'approved', 'published', 'retired']),
  legal_basis: array(strictObject({ ref: text, kind: text })),
  category: text,
  domain: picklist(DOMAINS),
  assurance: level,
  /** The department whose data and seal it is; the kiosk only hands it over. May have gaps. */
  issuer: text,
  /** What the paper or the answer says, in one sentence. */
  statement: optional(written),
  /** What it is worth to whoever has not claimed it; a policy that may be matched has it. */
  benefit: optional(written),
  /** A boolean fact: true when the resident has it already. */
  held: optional(factName),
  form: optional(array(formField), []),
  outcome,
  /** A missing day of a month counts as the first of the next (`up`) or the last of its own (`down`). */
  rounding: optional(picklist(['up', 'down']), 'up'),
  params: optional(record(parameterName, parameter), {}),
  when: condition,
  sample,
  examples: pipe(array(example), minLength(1), maxLength(500)),
});
export type WrittenDefinition = InferOutput<typeof writtenDefinition>;
export type WrittenParameters = WrittenDefinition['params'];
