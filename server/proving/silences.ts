/** An example for each source that says nothing: the answer is open, or comes without it. */
import { leavesWritten, type WrittenDefinition } from '../definitions/definition.ts';
import type { Definition } from '../definitions/definition-file.ts';

type Example = WrittenDefinition['examples'][number];

export interface Silence {
  readonly source: string;
  /** Whether some example shows what comes of it. */
  readonly isShown: boolean;
}

/** Of every source that a decision may ask. The calendar is never silent. */
export function silencesOf(definition: Definition): Silence[] {
  const { examples } = definition.written;
  return [...toldBySource(definition)]
    .filter(([source]) => source !== 'calendar')
    .map(([source, names]) => ({
      source,
      isShown: examples.some((example) => isWithout(example, source, names)),
    }));
}

/** It told nothing, and that was told; or it was not asked at all. */
function isWithout(
  { silent, expect, not_fetched }: Example,
  source: string,
  names: readonly string[],
): boolean {
  const isSilent = silent.some((name) => names.includes(name));
  return isSilent && (expect === 'unknown' || not_fetched?.includes(source) === true);
}

/** The facts and tables that conditions and papers need, by source; what is only `held` is not asked for. */
function toldBySource({ written, facts, tables, told }: Definition): Map<string, string[]> {
  const names = new Set([
    ...leavesWritten(written.when).map(({ leaf }) => leaf.fact),
    ...told,
    ...tables.keys(),
  ]);
  const pairs = [...names].flatMap((name) => {
    const sources = facts.get(name)?.sources ?? [tables.get(name)?.source ?? []].flat();
    return sources.map((source) => ({ source, name }));
  });
  const bySource = Map.groupBy(pairs, ({ source }) => source);
  return new Map([...bySource].map(([source, told]) => [source, told.map(({ name }) => name)]));
}
