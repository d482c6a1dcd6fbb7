/** Everything said: each gap is filled by something. */
import { fill, placeholdersOf } from '../../rules/words/sentences.ts';
import type { Path, PlacedLeaf, WrittenDefinition } from '../definition.ts';
import type { DeclaredFact } from '../fact-book.ts';
import type { Finding } from '../finding.ts';

/** Filled in from the leaf itself: the first day it may hold, the time until then, whom to ask. */
export const BUILT_IN: ReadonlySet<string> = new Set([
  'earliest',
  'wait',
  'who',
  'today',
  'resident.name',
  'resident.number',
]);

export function lintSentences(
  definition: WrittenDefinition,
  leaves: readonly PlacedLeaf[],
  facts: ReadonlyMap<string, DeclaredFact>,
): Finding[] {
  const known = (name: string): boolean =>
    BUILT_IN.has(name) || Object.hasOwn(definition.params, name) || facts.has(name);
  return spokenIn(definition, leaves).flatMap(([path, text]) =>
    troublesIn(text ?? '', known).map((trouble) => ({ path, message: `${path.join('.')}: ${trouble}` })),
  );
}

/** Names of all the gaps there are. */
export function gapsIn(definition: WrittenDefinition, leaves: readonly PlacedLeaf[]): ReadonlySet<string> {
  return new Set(spokenIn(definition, leaves).flatMap(([, text]) => placeholdersOf(text ?? '')));
}

function troublesIn(text: string, isKnown: (name: string) => boolean): string[] {
  const names = placeholdersOf(text).filter((name) => !isKnown(name));
  return [
    ...names.map((name) => `<${name}> 没有东西可填，看看名字是不是写错了`),
    ...(isLopsided(text) ? ['尖括号要用英文的、成对写，例如 <wait>'] : []),
  ];
}

/** A sign that begins or ends a gap and is left when all gaps are filled would stand on the paper. */
function isLopsided(text: string): boolean {
  return /[<>＜＞]/u.test(fill(text, () => undefined, 'zh'));
}

function spokenIn(
  { issuer, statement, benefit, outcome }: WrittenDefinition,
  leaves: readonly PlacedLeaf[],
): [Path, string | undefined][] {
  const says = outcome.kind === 'certificate' && outcome.paper.layout === 'record' ? outcome.paper.says : [];
  return [
    [['issuer'], issuer],
    [['statement', 'zh'], statement?.zh],
    [['statement', 'en'], statement?.en],
    [['benefit', 'zh'], benefit?.zh],
    [['benefit', 'en'], benefit?.en],
    ...says.map((text, at): [Path, string] => [['outcome', 'paper', 'says', at], text]),
    ...leaves.flatMap(({ leaf: { no }, path }) =>
      SPOKEN.map((key): [Path, string | undefined] => [[...path, 'no', key], no[key]]),
    ),
  ];
}

const SPOKEN = ['zh', 'en', 'need', 'need_en', 'next', 'next_en'] as const;
