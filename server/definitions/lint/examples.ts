/** An example for every way to fail: each leaf not met, each fact that cannot be had. And every fact given is one. */
import { isOfType } from '../../rules/judgement.ts';
import type { Example, Path, PlacedLeaf, WrittenDefinition } from '../definition.ts';
import type { DeclaredFact } from '../fact-book.ts';
import type { Finding } from '../finding.ts';
import { valueHint } from '../reading/value-hints.ts';

type Facts = ReadonlyMap<string, DeclaredFact>;
type GivenFacts = WrittenDefinition['sample']['facts'];

export function lintExamples(
  { sample, examples }: WrittenDefinition,
  leaves: readonly PlacedLeaf[],
  facts: Facts,
): Finding[] {
  return [
    ...lintGiven(sample.facts, ['sample', 'facts'], facts),
    ...examples.flatMap((example, at) => lintGiven(example.facts, ['examples', at, 'facts'], facts)),
    ...leaves.flatMap((placed) => lintWays(placed, examples, facts)),
  ];
}

/** Also used for the examples of a region. */
export function lintGiven(given: GivenFacts, path: Path, facts: Facts): Finding[] {
  return Object.entries(given).flatMap(([name, value]) => {
    const type = facts.get(name)?.type;
    const at = [...path, name];
    if (type === undefined) return [{ path: at, message: `${at.join('.')}: 没有哪个来源有 ${name}` }];
    if (value === null || isOfType(value, type)) return [];
    return [{ path: at, message: `${at.join('.')}: ${valueHint(type, value)}` }];
  });
}

function lintWays({ leaf, path }: PlacedLeaf, examples: readonly Example[], facts: Facts): Finding[] {
  const fails = examples.some(({ expect, failed }) => expect === 'no' && failed?.includes(leaf.id));
  const who = facts.get(leaf.fact)?.unknown.who;
  const asks = examples.some(({ expect, ask }) => expect === 'unknown' && ask?.includes(who ?? ''));
  return [
    ...(fails ? [] : [{ path, message: `条件 ${leaf.id}: 缺一个不满足它的例子（failed: [${leaf.id}]）` }]),
    ...(who === undefined || asks
      ? []
      : [{ path, message: `条件 ${leaf.id}: 缺一个查不到 ${leaf.fact} 的例子（ask: [${who}]）` }]),
  ];
}
