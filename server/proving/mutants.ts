/** Small wrong turns of a definition. Where no example notices one, the examples are too few. */
import type { Definition } from '../definitions/definition-file.ts';
import { missed } from '../definitions/examples.ts';
import type { Condition } from '../rules/judgement.ts';
import { type LeafTest, type Operand, parametersOf } from '../rules/leaf-test.ts';
import { shifted, turnedTests } from './turned-tests.ts';
import { writtenTest } from './written-test.ts';

export interface Mutant {
  /** What was turned, such as `去掉 listed` or `min_age 从 2020-01-01 起: 81`. */
  readonly change: string;
  readonly mutant: Definition;
}

/**
 * Every operator flipped, every number and parameter one off, every branch dropped or negated. A choice that stands
 * twice in a list (so that a region may change one of the two) changes nothing when it is left out, and is left alone.
 */
export function mutantsOf(definition: Definition): Mutant[] {
  const turned = wrongTurns(definition.condition).map(({ change, condition }) => ({
    change,
    mutant: { ...definition, condition },
  }));
  const meant = meaningOf(definition);
  return [...turned, ...parametersOff(definition)].filter(({ mutant }) => meaningOf(mutant) !== meant);
}

/** The condition as text, in which a list of choices names each value once. */
function meaningOf({ condition, params }: Definition): string {
  return JSON.stringify([condition, params], (_, part) => (isChoice(part) ? choicesOf(part, params) : part));
}

function isChoice(part: unknown): part is Choice {
  return typeof part === 'object' && part !== null && 'op' in part && part.op === 'in';
}

function choicesOf({ operands }: Choice, params: Definition['params']): string[] {
  const values = operands.map((operand) => JSON.stringify(valuesOf(operand, params)));
  return [...new Set(values)].toSorted();
}

function valuesOf(operand: Operand, params: Definition['params']): unknown {
  if (operand.kind !== 'parameter') return operand.kind === 'literal' ? [operand.value] : operand.kind;
  const param = params[operand.name];
  return Array.isArray(param) ? param.map(({ value }) => value) : param;
}

/** Whether some example comes out otherwise. An example that cannot even be run notices too. */
export async function isNoticed({ mutant }: Mutant): Promise<boolean> {
  for (const example of mutant.written.examples) {
    const miss = await missed(mutant, example).catch(() => 'no answer');
    if (miss !== undefined) return true;
  }
  return false;
}

function parametersOff(definition: Definition): Mutant[] {
  const judged = new Set(testsIn(definition.condition).flatMap(parametersOf));
  return Object.entries(definition.params).flatMap(([name, param]) => {
    if (!Array.isArray(param) || !judged.has(name)) return [];
    return param.flatMap(({ from, value }, at) =>
      shifted(value).map((other): Mutant => {
        const params = { ...definition.params, [name]: param.with(at, { from, value: other }) };
        return { change: `${name} 从 ${from} 起: ${other}`, mutant: { ...definition, params } };
      }),
    );
  });
}

function testsIn(condition: Condition): LeafTest[] {
  return condition.kind === 'leaf' ? [condition.leaf.test] : condition.of.flatMap(testsIn);
}

type Choice = Extract<LeafTest, { op: 'in' }>;

interface Turn {
  readonly change: string;
  readonly condition: Condition;
}

function wrongTurns(condition: Condition): Turn[] {
  const negated: Turn = {
    change: `${nameOf(condition)} 反过来`,
    condition: { kind: 'not', of: [condition] },
  };
  switch (condition.kind) {
    case 'leaf':
      return [negated, ...turnedLeaves(condition)];
    case 'not': {
      const [part] = condition.of;
      const inner = wrongTurns(part).filter(({ change }) => change !== `${nameOf(part)} 反过来`);
      return [
        { change: `去掉 ${nameOf(part)} 前面的 not`, condition: part },
        ...inner.map(
          ({ change, condition: turned }): Turn => ({ change, condition: { kind: 'not', of: [turned] } }),
        ),
      ];
    }
    case 'all':
    case 'any':
      return [negated, ...turnedBranches(condition.kind, condition.of)];
    default:
      return condition satisfies never;
  }
}

function turnedLeaves({ leaf }: Extract<Condition, { kind: 'leaf' }>): Turn[] {
  return turnedTests(leaf.test).map((test) => ({
    change: `${leaf.id}: ${writtenTest(test)}`,
    condition: { kind: 'leaf', leaf: { ...leaf, test } },
  }));
}

function turnedBranches(kind: 'all' | 'any', of: readonly Condition[]): Turn[] {
  const other = kind === 'all' ? 'any' : 'all';
  const inner = of.flatMap((part, at) =>
    wrongTurns(part).map(
      ({ change, condition }): Turn => ({ change, condition: { kind, of: of.with(at, condition) } }),
    ),
  );
  if (of.length < 2) return inner;
  return [
    { change: `${kind} -> ${other}`, condition: { kind: other, of } },
    ...of.map(
      (part, at): Turn => ({
        change: `去掉 ${nameOf(part)}`,
        condition: { kind, of: of.toSpliced(at, 1) },
      }),
    ),
    ...inner,
  ];
}

function nameOf(part: Condition): string {
  return part.kind === 'leaf' ? part.leaf.id : `${part.kind}(${part.of.map(nameOf).join(', ')})`;
}
