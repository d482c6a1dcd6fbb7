/** Names that an example speaks of and nobody has: a slip of the pen there would prove nothing, and nobody would notice. */
import type { Path, PlacedLeaf, WrittenDefinition } from '../definition.ts';
import type { DeclaredFact, DeclaredTable } from '../fact-book.ts';
import type { Finding } from '../finding.ts';

interface Known {
  readonly facts: ReadonlyMap<string, DeclaredFact>;
  readonly tables: ReadonlyMap<string, DeclaredTable>;
}

export function lintNamed(
  { examples }: WrittenDefinition,
  leaves: readonly PlacedLeaf[],
  { facts, tables }: Known,
): Finding[] {
  const ids = new Set(leaves.map(({ leaf }) => leaf.id));
  const silent = new Set([...facts.keys(), ...tables.keys()]);
  const sources = new Set([
    ...[...facts.values()].flatMap((fact) => fact.sources),
    ...[...tables.values()].map(({ source }) => source),
  ]);
  const names = examples.map(({ name }) => name);
  return examples.flatMap(({ name, ...example }, at) => [
    ...unknownIn(example.failed, ids, ['examples', at, 'failed'], '没有这个条件'),
    ...unknownIn(example.silent, silent, ['examples', at, 'silent'], '没有哪个来源有'),
    ...unknownIn(example.not_fetched, sources, ['examples', at, 'not_fetched'], '没有这个来源'),
    ...(names.indexOf(name) === at ? [] : [taken(['examples', at, 'name'], name)]),
  ]);
}

function unknownIn(
  names: readonly string[] = [],
  known: ReadonlySet<string>,
  path: Path,
  trouble: string,
): Finding[] {
  const unknown = names.filter((name) => !known.has(name));
  return unknown.map((name) => ({ path, message: `${path.join('.')}: ${trouble} ${name}` }));
}

function taken(path: Path, name: string): Finding {
  return { path, message: `${path.join('.')}: 已经有一个例子叫“${name}”，换个名字` };
}
