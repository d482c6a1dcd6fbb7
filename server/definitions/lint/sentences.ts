/** Everything said: each gap is filled by something. */
import { placeholdersOf } from '../../rules/sentences.ts';
import type { Path, PlacedLeaf, WrittenDefinition } from '../definition.ts';
import type { DeclaredFact } from '../fact-book.ts';
import type { Finding } from '../yaml-file.ts';

/** Filled in from the leaf itself: the first day it may hold, the time until then, whom to ask. */
const BUILT_IN = new Set(['earliest', 'wait', 'who', 'today', 'resident.name', 'resident.number']);

export function lintSentences(
  definition: WrittenDefinition,
  leaves: readonly PlacedLeaf[],
  facts: ReadonlyMap<string, DeclaredFact>,
): Finding[] {
  const known = (name: string): boolean =>
    BUILT_IN.has(name) || Object.hasOwn(definition.params, name) || facts.has(name);
  return spokenIn(definition, leaves).flatMap(([path, text]) =>
    placeholdersOf(text ?? '')
      .filter((name) => !known(name))
      .map((name) => ({ path, message: `${path.join('.')}: nothing fills <${name}>` })),
  );
}

function spokenIn(
  { issuer, statement, benefit, outcome }: WrittenDefinition,
  leaves: readonly PlacedLeaf[],
): [Path, string | undefined][] {
  const says = outcome.kind === 'certificate' && outcome.paper.layout === 'record' ? outcome.paper.says : [];
  return [
    [['issuer'], issuer],
    [['statement'], statement?.zh],
    [['statement'], statement?.en],
    [['benefit'], benefit?.zh],
    [['benefit'], benefit?.en],
    ...says.map((text, at): [Path, string] => [['outcome', 'paper', 'says', at], text]),
    ...leaves.flatMap(({ leaf: { no }, path }): [Path, string | undefined][] =>
      [no.zh, no.en, no.need, no.need_en, no.next, no.next_en].map((text) => [[...path, 'no'], text]),
    ),
  ];
}
