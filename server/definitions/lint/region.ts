/** What a region may have otherwise: parameters that a service has, of the same type; and each example shows the difference. */
import { type Condition, isOfType } from '../../rules/judgement.ts';
import { FACT_TYPES, type FactType, type LeafTest, type Scalar } from '../../rules/leaf-test.ts';
import type { Path, WrittenParameters } from '../definition.ts';
import type { Definition } from '../definition-file.ts';
import { tryResident } from '../examples.ts';
import type { Finding } from '../finding.ts';
import { valueHint } from '../reading/value-hints.ts';
import { inRegion, type RegionFile } from '../region-file.ts';
import { lintGiven } from './examples.ts';
import { lintOperands, textGiven } from './operands.ts';
import { lintParameters } from './parameters.ts';

/** Everything: what its examples show is looked at once its shape is right. */
export async function lintWholeRegion(
  region: RegionFile,
  definitions: readonly Definition[],
): Promise<Finding[]> {
  const shape = lintRegion(region, definitions);
  return shape.length > 0 ? shape : await lintContrasts(region, definitions);
}

/** Quick: shape and types only. `definitions`: as they are without the region. */
export function lintRegion(region: RegionFile, definitions: readonly Definition[]): Finding[] {
  const byName = new Map(definitions.map((definition) => [definition.written.service, definition]));
  const ofParameters = Object.entries(region.parameters).flatMap(([service, theirs]) => {
    const path = ['parameters', service];
    const definition = byName.get(service);
    return definition === undefined ? [noService(path, service)] : lintTheirs(theirs, definition, path);
  });
  const ofExamples = region.examples.flatMap(({ service, facts }, at) => {
    const path = ['examples', at];
    const definition = byName.get(service);
    if (definition === undefined) return [noService([...path, 'service'], service)];
    return lintGiven(facts, [...path, 'facts'], definition.facts);
  });
  return [...ofParameters, ...ofExamples];
}

/** Every example comes out as told with the region's values, and otherwise without them. */
export async function lintContrasts(
  region: RegionFile,
  definitions: readonly Definition[],
): Promise<Finding[]> {
  const found = await Promise.all(
    region.examples.map(async (example, at): Promise<Finding[]> => {
      const definition = definitions.find(({ written }) => written.service === example.service);
      if (definition === undefined) return [];
      const path = ['examples', at];
      const told = (message: string): Finding => ({ path, message: `例子“${example.name}”: ${message}` });
      const [here, elsewhere] = [
        await answerIn(inRegion(definition, region), example),
        await answerIn(definition, example),
      ];
      if (!isExpected(example, here)) return [told(`在这个地区得出的是 ${toldAs(here)}`)];
      return isExpected(example, elsewhere) ? [told('没有这个地区也是一样，换一个看得出差别的例子')] : [];
    }),
  );
  return found.flat();
}

type Contrast = RegionFile['examples'][number];
interface Came {
  readonly result: string;
  readonly earliest: string | undefined;
  /** Empty unless the answer is yes. */
  readonly said: string;
}

async function answerIn(definition: Definition, { on, facts }: Contrast): Promise<Came> {
  const resident = { ...definition.written.sample.facts, ...facts };
  const { answer, statement } = (await tryResident(definition, { on, facts: resident })).decided;
  const earliest = answer.result === 'no' ? answer.earliest : undefined;
  return { result: answer.result, earliest, said: statement?.zh ?? '' };
}

function isExpected({ expect, earliest, says = '' }: Contrast, came: Came): boolean {
  const isThen = earliest === undefined || came.earliest === earliest;
  return came.result === expect && isThen && came.said.includes(says);
}

function toldAs({ result, earliest, said }: Came): string {
  return [result, ...(earliest === undefined ? [] : [`最早 ${earliest}`]), said]
    .filter((part) => part !== '')
    .join('，');
}

function lintTheirs(theirs: WrittenParameters, definition: Definition, path: Path): Finding[] {
  const { written, params } = definition;
  const unknown = Object.entries(theirs).flatMap(([name, param]): Finding[] => {
    const at = [...path, name];
    const ours = Object.hasOwn(params, name) ? params[name] : undefined;
    if (ours === undefined)
      return [
        {
          path: at,
          message: `${at.join('.')}: 这个事项没有这个参数，只有 ${Object.keys(params).join('、')}`,
        },
      ];
    const type = Array.isArray(ours) && ours[0] !== undefined ? typeOf(ours[0].value) : 'code';
    if (!Array.isArray(param)) return type === 'code' ? [] : [textGiven(at)];
    return param.flatMap(({ value }, index): Finding[] => {
      if (isOfType(value, type)) return [];
      const there = [...at, index, 'value'];
      return [{ path: there, message: `${there.join('.')}: ${valueHint(type, value)}` }];
    });
  });
  const misfits =
    unknown.length > 0
      ? []
      : testsOf(definition.condition).flatMap(([test, type]) => lintOperands(test, type, theirs, path));
  return [...unknown, ...misfits, ...lintParameters(theirs, written.effective.from, path)];
}

function testsOf(condition: Condition): [LeafTest, FactType][] {
  if (condition.kind === 'leaf') return [[condition.leaf.test, condition.leaf.type]];
  return condition.of.flatMap(testsOf);
}

/** A day before a code: a day is one too. */
function typeOf(value: Scalar): FactType {
  return FACT_TYPES.find((type) => isOfType(value, type)) ?? 'code';
}

function noService(path: Path, service: string): Finding {
  return { path, message: `${path.join('.')}: 没有事项 ${service}` };
}
