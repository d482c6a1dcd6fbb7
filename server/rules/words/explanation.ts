/** A judgement in the resident's words: why not, what to do, whom to ask, when to come back. */
import type { DecisionAnswer, Reason } from '#server/contract/decisions.ts';
import type { Localised } from '#server/contract/words.ts';
import type { Definition } from '../../definitions/definition-file.ts';
import { type Condition, decisive, type Judged, judge, type Leaf } from '../judgement.ts';
import { earliestDay, progressOf, type Timeline } from '../waiting.ts';
import { ownOf, requiredOf, toldValue } from './own-and-required.ts';
import { fill, type Gaps, type Language, waitBetween } from './sentences.ts';

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
  const earliest = earliestDay(definition.condition, line);
  const progress = progressOf(judged, line);
  return {
    result: 'no',
    reasons: decisive(judged).map((leaf) => reasonOf(leaf, definition, line)),
    ...(earliest === undefined ? {} : { earliest }),
    ...(progress === undefined ? {} : { progress }),
  };
}

/** Parameters and known facts, as gaps of a sentence; a code is told by its meaning. */
export function gapsOf(
  { facts, parametersOn, today }: Timeline,
  declared: Definition['facts'],
  language: Language,
): Gaps {
  const parameters = parametersOn(today);
  return (name) => {
    if (name === 'today') return today;
    const value = Object.hasOwn(facts, name) ? facts[name] : undefined;
    return value === undefined || value === null
      ? parameters[name]
      : toldValue(declared.get(name), value, language);
  };
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
  const condition: Condition = { kind: 'leaf', leaf };
  const { facts, today } = line;
  const holds = judge(condition, { facts, parameters: line.parametersOn(today), today }).truth === 'yes';
  const earliest = earliestDay(holds ? { kind: 'not', of: [condition] } : condition, line);
  const gapsIn = (language: Language): Gaps => {
    const known = gapsOf(line, definition.facts, language);
    const wait = (): string | undefined => earliest && waitBetween(today, earliest, language);
    return (name) =>
      name === 'earliest' ? earliest : name === 'wait' ? wait() : name === 'who' ? no.who : known(name);
  };
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
  const ask = new Map<string, { who: string; text: Localised }>();
  for (const { who, zh, en } of [...facts, ...tables].map(({ unknown }) => unknown)) {
    if (ask.has(who)) continue;
    const gapsIn = (language: Language): Gaps => {
      const known = gapsOf(line, definition.facts, language);
      return (name) => (name === 'who' ? who : known(name));
    };
    ask.set(who, { who, text: localisedFill(zh, en, gapsIn) });
  }
  return { result: 'unknown', ask: [...ask.values()] };
}
