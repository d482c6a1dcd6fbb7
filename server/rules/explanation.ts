/** A judgement in the resident's words: why not, what to do, whom to ask, when to come back. */
import type { DecisionAnswer, Reason } from '#server/contract/decisions.ts';
import type { Localised } from '#server/contract/words.ts';
import type { Definition } from '../definitions/definition-file.ts';
import { decisive, type Judged, type Leaf } from './judgement.ts';
import { ownOf, requiredOf, toldValue } from './own-and-required.ts';
import { fill, type Gaps, type Language, waitBetween } from './sentences.ts';
import { earliestDay, progressOf, type Timeline } from './waiting.ts';

interface Explained {
  readonly definition: Definition;
  readonly judged: Judged;
  readonly line: Timeline;
  /** Facts that must be handed over and that nobody could tell. */
  readonly missing: readonly string[];
  readonly withheld?: ((source: string) => boolean) | undefined;
}

export function explain(explained: Explained): DecisionAnswer {
  const { definition, judged, line, missing } = explained;
  switch (judged.truth) {
    case 'yes':
      return missing.length === 0 ? { result: 'yes' } : unanswered(missing, explained);
    case 'unknown':
      return unanswered(
        decisive(judged).map(({ fact }) => fact),
        explained,
      );
    case 'no': {
      const earliest = earliestDay(definition.condition, line);
      const progress = progressOf(judged, line);
      return {
        result: 'no',
        reasons: decisive(judged).map((leaf) => reasonOf(leaf, definition, line)),
        ...(earliest === undefined ? {} : { earliest }),
        ...(progress === undefined ? {} : { progress }),
      };
    }
    default:
      return judged.truth satisfies never;
  }
}

/** Parameters and known facts, as gaps of a sentence; a code is told by its meaning. */
export function gapsOf(
  { facts, parametersOn, today }: Timeline,
  declared: Definition['facts'],
  language: Language,
): Gaps {
  const known = Object.entries(facts).flatMap(([name, value]) =>
    value === null ? [] : [[name, toldValue(declared.get(name), value, language)] as const],
  );
  return { ...parametersOn(today), today, ...Object.fromEntries(known) };
}

/** A sentence in each language it is written in. */
export function localisedFill(
  zh: string,
  en: string | undefined,
  gapsIn: (language: Language) => Gaps,
): Localised {
  const text = { zh: fill(zh, gapsIn('zh'), 'zh') };
  return en === undefined ? text : { ...text, en: fill(en, gapsIn('en'), 'en') };
}

function reasonOf(leaf: Leaf, definition: Definition, line: Timeline): Reason {
  const written = definition.leaves.get(leaf.id);
  if (written === undefined) throw new Error(`leaf ${leaf.id} is judged and not written`);
  const { no } = written;
  const earliest = earliestDay({ kind: 'leaf', leaf }, line);
  const gapsIn = (language: Language): Gaps => ({
    ...gapsOf(line, definition.facts, language),
    ...(earliest === undefined ? {} : { earliest, wait: waitBetween(line.today, earliest, language) }),
    who: no.who,
  });
  const own = ownOf(leaf, definition.facts, line);
  return {
    id: leaf.id,
    text: localisedFill(no.zh, no.en, gapsIn),
    ...(own === undefined ? {} : { own }),
    required:
      no.need === undefined
        ? requiredOf(leaf, definition.facts, line)
        : localisedFill(no.need, no.need_en, gapsIn),
    next: localisedFill(no.next, no.next_en, gapsIn),
    who: no.who,
    ...(earliest === undefined ? {} : { earliest }),
  };
}

/** Open while somebody may still be asked; else whom the resident can ask, each once, though several facts be missing. */
function unanswered(names: readonly string[], { definition, line, withheld }: Explained): DecisionAnswer {
  const sources = new Set(names.flatMap((name) => definition.facts.get(name)?.sources ?? []));
  const waiting = [...sources].filter((source) => withheld?.(source));
  if (waiting.length > 0) return { result: 'open', departments: waiting.flatMap(definition.departmentOf) };
  const ask = new Map<string, { who: string; text: Localised }>();
  for (const name of names) {
    const unknown = definition.facts.get(name)?.unknown;
    if (unknown === undefined || ask.has(unknown.who)) continue;
    const text = localisedFill(unknown.zh, unknown.en, (language) => ({
      ...gapsOf(line, definition.facts, language),
      who: unknown.who,
    }));
    ask.set(unknown.who, { who: unknown.who, text });
  }
  return { result: 'unknown', ask: [...ask.values()] };
}
