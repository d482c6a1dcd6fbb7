import type { CivilDate } from '../../rules/civil-date.ts';
import type { Path, PlacedLeaf, WrittenDefinition, WrittenParameters } from '../definition.ts';
import type { Finding } from '../finding.ts';
import { BUILT_IN, gapsIn } from './sentences.ts';

/**
 * A value is good until the next begins, so ranges overlap only when two begin on one day or stand out of order.
 * `begins`: the first day of the service. `at`: where the parameters stand in the file.
 */
export function lintParameters(params: WrittenParameters, begins: CivilDate, at: Path): Finding[] {
  return Object.entries(params).flatMap(([name, param]) => {
    if (!Array.isArray(param)) return [];
    const days = param.map(({ from }) => from);
    const path = [...at, name];
    const findings: Finding[] = [];
    if (days.some((day, index) => index > 0 && day <= (days[index - 1] ?? ''))) {
      const message = `${path.join('.')}: 日期重了或倒了，每个 from 要比上一个晚`;
      findings.push({ path, message });
    }
    if ((days[0] ?? '') > begins) {
      findings.push({
        path,
        message: `${path.join('.')}: 事项从 ${begins} 起，那天还没有值，把第一个 from 改早`,
      });
    }
    return findings;
  });
}

export function lintEffective({ effective: { from, to } }: WrittenDefinition): Finding[] {
  if (to === undefined || from <= to) return [];
  return [{ path: ['effective', 'to'], message: `effective.to: 结束的日期早于开始的 ${from}，改成更晚的` }];
}

/** Names that a sentence fills in from elsewhere, and those that neither a test nor a sentence speaks of. */
export function lintParameterNames(definition: WrittenDefinition, leaves: readonly PlacedLeaf[]): Finding[] {
  const gaps = gapsIn(definition, leaves);
  const tests = leaves.flatMap(({ leaf }) => leaf.is.split(/[\s,]+/u));
  return Object.keys(definition.params).flatMap((name): Finding[] => {
    const told = (message: string) => [{ path: ['params', name], message: `params.${name}: ${message}` }];
    if (BUILT_IN.has(name)) return told('这个名字另有用处，换一个');
    const isUsed = gaps.has(name) || tests.includes(`$${name}`);
    return isUsed ? [] : told('条件和句子里都没有用到，去掉它，或者看看名字是不是写错了');
  });
}

/** The sample stands in for the community, so it has every setting that a parameter takes. */
export function lintSettings({ params, sample: { settings } }: WrittenDefinition): Finding[] {
  const taken = Object.values(params).flatMap((param) => (Array.isArray(param) ? [] : [param.setting]));
  const missing = [...new Set(taken)].filter((setting) => !Object.hasOwn(settings, setting));
  return missing.map((setting) => ({
    path: ['sample', 'settings'],
    message: `sample.settings: 没有写 ${setting}，params 里要用它`,
  }));
}
