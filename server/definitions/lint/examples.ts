/** An example for every way to fail: each leaf not met, each fact that cannot be had. And every fact given is one. */
import { isOfType } from '../../rules/judgement.ts';
import type { Example, Path, PlacedLeaf, WrittenDefinition } from '../definition.ts';
import type { DeclaredFact } from '../fact-book.ts';
import type { Finding } from '../yaml-file.ts';

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
    if (type === undefined) return [{ path: at, message: `${at.join('.')}: no source tells ${name}` }];
    if (value === null || isOfType(value, type)) return [];
    return [{ path: at, message: `${at.join('.')}: ${value} is no ${type}${hintFor(type, value)}` }];
  });
}

function hintFor(type: DeclaredFact['type'], value: unknown): string {
  if (type === 'code' && typeof value !== 'string') return '; put codes in quotes, or YAML reads a number';
  if (type === 'date') return '; write a day that exists, YYYY-MM-DD';
  return typeof value === 'string' ? '; write it without quotes' : '';
}

function lintWays({ leaf, path }: PlacedLeaf, examples: readonly Example[], facts: Facts): Finding[] {
  const fails = examples.some(({ expect, failed }) => expect === 'no' && failed?.includes(leaf.id));
  const who = facts.get(leaf.fact)?.unknown.who;
  const asks = examples.some(({ expect, ask }) => expect === 'unknown' && ask?.includes(who ?? ''));
  return [
    ...(fails ? [] : [{ path, message: `leaf ${leaf.id}: no example in which it fails` }]),
    ...(who === undefined || asks
      ? []
      : [{ path, message: `leaf ${leaf.id}: no example in which ${leaf.fact} cannot be had` }]),
  ];
}
