/** A judgement in the resident's words: why not, what to do, whom to ask, when to come back. */
import type { DecisionAnswer } from '#server/contract/decisions.ts';
import type { Localised } from '#server/contract/words.ts';
import {
  leavesWritten,
  type WrittenCondition,
  type WrittenDefinition,
  type WrittenLeaf,
} from './definition.ts';
import type { Condition } from './judgement.ts';
import { decisive, type Judged, type Leaf } from './judgement.ts';
import { fill, type Gaps, type Language, waitBetween } from './sentences.ts';
import { earliestDay, progressOf, type Timeline } from './waiting.ts';

interface Explained {
  readonly written: WrittenDefinition;
  readonly condition: Condition;
  readonly judged: Judged;
  readonly line: Timeline;
}

export function explain({ written, condition, judged, line }: Explained): DecisionAnswer {
  switch (judged.truth) {
    case 'yes':
      return { result: 'yes' };
    case 'unknown':
      return { result: 'unknown', ask: asked(written, decisive(judged), line) };
    case 'no': {
      const earliest = earliestDay(condition, line);
      const progress = progressOf(judged, line);
      return {
        result: 'no',
        reasons: decisive(judged).map((leaf) => reasonOf(leaf, written, line)),
        ...(earliest === undefined ? {} : { earliest }),
        ...(progress === undefined ? {} : { progress }),
      };
    }
    default:
      return judged.truth satisfies never;
  }
}

/** Parameters and known facts, as gaps of a sentence. */
export function gapsOf({ facts, parametersOn, today }: Timeline): Gaps {
  const known = Object.entries(facts).filter(
    (entry): entry is [string, string | number | boolean] => entry[1] !== null,
  );
  return { ...parametersOn(today), ...Object.fromEntries(known) };
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

function reasonOf(leaf: Leaf, written: WrittenDefinition, line: Timeline) {
  const { no } = writtenLeaf(written.when, leaf.id);
  const earliest = earliestDay({ kind: 'leaf', leaf }, line);
  const gapsIn = (language: Language): Gaps => ({
    ...gapsOf(line),
    ...(earliest === undefined ? {} : { earliest, wait: waitBetween(line.today, earliest, language) }),
    ...(no.who === undefined ? {} : { who: no.who }),
  });
  return {
    id: leaf.id,
    text: localisedFill(no.zh, no.en, gapsIn),
    next: localisedFill(no.next, no.next_en, gapsIn),
    ...(no.who === undefined ? {} : { who: no.who }),
  };
}

/** Each person to ask once, though several facts be missing. */
function asked(written: WrittenDefinition, leaves: readonly Leaf[], line: Timeline) {
  const sentences = new Map<string, { who: string; text: Localised }>();
  for (const { fact } of leaves) {
    const unknown = written.facts[fact]?.unknown;
    if (unknown === undefined || sentences.has(unknown.who)) continue;
    const text = localisedFill(unknown.zh, unknown.en, () => ({ ...gapsOf(line), who: unknown.who }));
    sentences.set(unknown.who, { who: unknown.who, text });
  }
  return [...sentences.values()];
}

function writtenLeaf(condition: WrittenCondition, id: string): WrittenLeaf {
  const found = leavesWritten(condition).find(({ leaf }) => leaf.id === id);
  if (found === undefined) throw new Error(`leaf ${id} is judged and not written`);
  return found.leaf;
}
