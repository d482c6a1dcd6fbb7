/** Parameters of a definition on one day: regions differ in numbers, not in code. */

import type { WrittenParameters } from '../definitions/definition.ts';
import type { CivilDate } from './civil-date.ts';
import type { Parameters } from './judgement.ts';
import type { Scalar } from './leaf-test.ts';
import { RuleFault } from './rule-fault.ts';

/** Settings of the community by dotted name, e.g. `community.code`. */
export type Settings = Readonly<Record<string, Scalar>>;

/** Throws RuleFault `parameter_without_value` when a setting is missing or the day lies before the first value. */
export function parametersOn(params: WrittenParameters, settings: Settings, day: CivilDate): Parameters {
  return Object.fromEntries(
    Object.entries(params).map(([name, param]) => [name, valueOn(name, param, settings, day)]),
  );
}

/** Days on which some parameter changes. */
export function changeDays(params: WrittenParameters): CivilDate[] {
  return Object.values(params).flatMap((param) =>
    Array.isArray(param) ? param.map(({ from }) => from) : [],
  );
}

function valueOn(name: string, param: WrittenParameters[string], settings: Settings, day: CivilDate): Scalar {
  const value = Array.isArray(param)
    ? param.findLast(({ from }) => from <= day)?.value
    : settings[param.setting];
  if (value !== undefined) return value;
  const missing = Array.isArray(param) ? `no value on ${day}` : `the setting ${param.setting} is missing`;
  throw new RuleFault('parameter_without_value', `parameter ${name}: ${missing}`);
}
