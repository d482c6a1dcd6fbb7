/** What a parameter or a number in a test may be: of the fact's type; where time is counted, a whole number. */
import { isCivilDate } from '../../rules/civil-date.ts';
import { isOfType } from '../../rules/judgement.ts';
import {
  type FactType,
  type LeafTest,
  type Operand,
  operandType,
  parametersOf,
  type Scalar,
} from '../../rules/leaf-test.ts';
import type { Path, WrittenParameters } from '../definition.ts';
import type { Finding } from '../finding.ts';
import { numberHint, valueHint } from '../reading/value-hints.ts';

/** A hundred years in days; nothing is counted further. */
const MAX_COUNT = 36_600;

/** Values of the parameters that a test speaks of and cannot be held against. `at`: where the parameters stand. */
export function lintOperands(test: LeafTest, type: FactType, params: WrittenParameters, at: Path): Finding[] {
  return parametersOf(test).flatMap((name) => {
    const param = Object.hasOwn(params, name) ? params[name] : undefined;
    if (param === undefined) return [];
    if (!Array.isArray(param)) return operandType(test, type) === 'code' ? [] : [textGiven([...at, name])];
    return param.flatMap(({ value }, index): Finding[] => {
      const path = [...at, name, index, 'value'];
      const message = misfit(test, type, value);
      return message === undefined ? [] : [{ path, message: `${path.join('.')}: ${message}` }];
    });
  });
}

/** What a community has under its settings is text. */
export function textGiven(path: Path): Finding {
  return { path, message: `${path.join('.')}: 社区的设置是文字，这里要写 from 和 value` };
}

/** What to write instead of a number in the test itself; undefined when it fits. */
export function misfitInTest(test: LeafTest): string | undefined {
  if (!('count' in test)) return undefined;
  const operands: (Operand | undefined)[] = [test.count, 'less' in test ? test.less : undefined];
  return operands
    .map((operand) => (operand?.kind === 'literal' ? countMisfit(operand.value) : undefined))
    .find((message) => message !== undefined);
}

function misfit(test: LeafTest, type: FactType, value: Scalar): string | undefined {
  if ('count' in test) return countMisfit(value);
  if (test.op === 'each_year') {
    return isCivilDate(`2000-${value}`) ? undefined : '要写月和日，加英文引号，写成 "09-01" 这样';
  }
  return isOfType(value, type) ? undefined : valueHint(type, value);
}

function countMisfit(value: Scalar): string | undefined {
  if (typeof value !== 'number') return numberHint(value);
  const isCount = Number.isInteger(value) && value >= 0 && value <= MAX_COUNT;
  return isCount ? undefined : `要写 0 到 ${MAX_COUNT} 的整数，不是 ${value}`;
}
