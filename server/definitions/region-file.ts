/** What a region has otherwise: parameters by service, in server/regions/*.yaml. Regions differ in values, not in code. */
import {
  array,
  type InferOutput,
  minLength,
  nullable,
  optional,
  picklist,
  pipe,
  record,
  strictObject,
} from 'valibot';
import { LEVELS, level } from '#server/contract/words.ts';
import { parameter, version } from './definition.ts';
import type { Definition } from './definition-file.ts';
import { day, factName, identifier, parameterName, scalar, text, written } from './words.ts';

/** Proof of the difference: with the region's values it comes out so, without them it does not. */
const contrast = strictObject({
  service: identifier,
  name: text,
  on: day,
  facts: optional(record(factName, nullable(scalar)), {}),
  expect: picklist(['yes', 'no', 'unknown']),
  earliest: optional(day),
  /** What the paper or the answer says among other things, in Chinese; for sums, which change no answer. */
  says: optional(text),
});

export const regionFile = strictObject({
  region: identifier,
  title: written,
  version,
  /** Where the values were seen, or that they are assumed. */
  source: text,
  /** The most that any service asks for here, whatever its definition says. For demonstrations only. */
  assurance_at_most: optional(level),
  parameters: record(identifier, record(parameterName, parameter)),
  examples: pipe(array(contrast), minLength(0)),
});
export type RegionFile = InferOutput<typeof regionFile>;

/** The definition as it holds in a region. */
export function inRegion(definition: Definition, region: RegionFile | undefined): Definition {
  const { written } = definition;
  const theirs = region?.parameters[written.service];
  const most = region?.assurance_at_most;
  const isEased = most !== undefined && LEVELS.indexOf(most) < LEVELS.indexOf(written.assurance);
  if (theirs === undefined && !isEased) return definition;
  return {
    ...definition,
    params: { ...definition.params, ...theirs },
    written: isEased ? { ...written, assurance: most } : written,
  };
}
