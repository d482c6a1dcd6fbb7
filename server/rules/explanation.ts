/** A judgement in the resident's words: why not, what to do, whom to ask, when to come back. */
import type { DecisionAnswer, Reason } from '#server/contract/decisions.ts';
import type { Localised } from '#server/contract/words.ts';
import type { Definition } from '../definitions/definition-file.ts';
import { type Condition, decisive, type Judged, judge, type Leaf } from './judgement.ts';
import { ownOf, requiredOf, toldValue } from './own-and-required.ts';
import { fill, type Gaps, type Language, waitBetween } from './sentences.ts';
import { earliestDay, progressOf, type Timeline } from './waiting.ts';

interface Explained {
  readonly definition: Definition;
  readonly judged: Judged;
  readonly line: Timeline;
  /** Facts and tables that are wanted and that nobody has told. */
  readonly missing: readonly string[];
  readonly missingRows: readonly string[];
  readonly withheld: (source: string) => boolean;
}

export function explain(explained: Explained): DecisionAnswer {
  const { definition, judged, line, missing, missingRows } = explained;
  if (judged.truth === 'yes' && missing.length + missingRows.length === 0) return { result: 'yes' };
  if (judged.truth !== 'no') return unanswered(explained);
  const gaps = gapsByLanguage(line, definition.facts);
  const earliest = earliestDay(definition.condition, line);
  const progress = progressOf(judged, line);
  return {
    result: 'no',
    reasons: decisive(judged).map((leaf) => reasonOf(leaf, definition, line, gaps)),
    ...(earliest === undefined ? {} : { earliest }),
    ...(progress === undefined ? {} : { progress }),
  };
}

/** Reckoned once for all sentences of an answer, and only in the languages that are spoken. */
function gapsByLanguage(line: Timeline, facts: Definition['facts']): (language: Language) => Gaps {
  const known = new Map<Language, Gaps>();
  return (language) => {
    const gaps = known.get(language) ?? gapsOf(line, facts, language);
    known.set(language, gaps);
    return gaps;
  };
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

function reasonOf(
  leaf: Leaf,
  definition: Definition,
  line: Timeline,
  gaps: (language: Language) => Gaps,
): Reason {
  const written = definition.leaves.get(leaf.id);
  if (written === undefined) throw new Error(`leaf ${leaf.id} is judged and not written`);
  const { no } = written;
  const condition: Condition = { kind: 'leaf', leaf };
  const { facts, today } = line;
  const holds = judge(condition, { facts, parameters: line.parametersOn(today), today }).truth === 'yes';
  const earliest = earliestDay(holds ? { kind: 'not', of: [condition] } : condition, line);
  const gapsIn = (language: Language): Gaps => ({
    ...gaps(language),
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
        ? requiredOf(leaf, definition.facts, line, !holds)
        : localisedFill(no.need, no.need_en, gapsIn),
    next: localisedFill(no.next, no.next_en, gapsIn),
    who: no.who,
    ...(earliest === undefined ? {} : { earliest }),
  };
}

/** Open while somebody may still be asked; else whom the resident can ask, each once, though several facts be missing. */
function unanswered({ definition, line, missing, missingRows, withheld }: Explained): DecisionAnswer {
  const facts = missing.flatMap((name) => definition.facts.get(name) ?? []);
  const tables = missingRows.flatMap((name) => definition.tables.get(name) ?? []);
  const sources = [...facts.flatMap((fact) => fact.sources), ...tables.map(({ source }) => source)];
  const waiting = [...new Set(sources)].filter(withheld);
  if (waiting.length > 0) return { result: 'open', departments: waiting.flatMap(definition.departmentOf) };
  const gapsIn = gapsByLanguage(line, definition.facts);
  const ask = new Map<string, { who: string; text: Localised }>();
  for (const { who, zh, en } of [...facts, ...tables].map(({ unknown }) => unknown)) {
    if (ask.has(who)) continue;
    ask.set(who, { who, text: localisedFill(zh, en, (language) => ({ ...gapsIn(language), who })) });
  }
  return { result: 'unknown', ask: [...ask.values()] };
}
