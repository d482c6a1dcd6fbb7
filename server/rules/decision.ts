/**
 * One decision: judge by what is at hand, then ask sources, cheapest first and those of one cost together, only while
 * the answer is open and only those whose facts it still hangs on. So as little as possible is asked about a resident.
 */
import type { DecisionAnswer } from '#server/contract/decisions.ts';
import type { Definition } from '../definitions/definition-file.ts';
import type { CivilDate } from './civil-date.ts';
import { type Answers, type FactState, type Gathered, gather, stateOf } from './gathering.ts';
import { decisive, type Facts, type Judged, judge, leavesOf, type Parameters } from './judgement.ts';
import { changeDays, parametersOn, type Settings } from './parameters.ts';
import type { SourceAnswer, SourceQuery, Sources, Tables } from './source-answer.ts';
import type { Truth } from './truth.ts';
import type { Timeline } from './waiting.ts';
import { explain, gapsOf, localisedFill } from './words/explanation.ts';

export interface Question {
  readonly definition: Definition;
  readonly settings: Settings;
  /** The day in China; the engine has no clock. */
  readonly today: CivilDate;
  readonly sources: Sources;
  /** Sources that nobody has allowed to be asked yet: an answer that hangs on one is `open`. */
  readonly withheld?: (source: string) => boolean;
}

export interface Decided {
  readonly answer: DecisionAnswer;
  readonly facts: Facts;
  readonly tables: Tables;
  readonly parameters: Parameters;
  /** Every leaf with its truth; no values. */
  readonly trace: readonly { readonly leaf: string; readonly truth: Truth }[];
  /** Where each fact came from, or that its source did not know. */
  readonly provenance: readonly {
    readonly fact: string;
    readonly source: string;
    readonly state: FactState;
  }[];
  /** What the paper will say, when the answer is yes. */
  readonly statement?: { readonly zh: string; readonly en?: string | undefined };
}

export async function decide(question: Question): Promise<Decided> {
  const { definition, settings, today, withheld = allowed } = question;
  const parameters = parametersOn(definition.params, settings, today);
  const answers = new Map<string, SourceAnswer>();
  for (;;) {
    const gathered = gather(definition, answers, withheld);
    const judged = judge(definition.condition, { facts: gathered.facts, parameters, today });
    const wave = nextWave(question, judged, gathered, answers);
    if (wave.length === 0) return settle(question, { parameters, judged, gathered, answers });
    const asked = await Promise.all(wave.map((source) => askOne(question, source)));
    for (const [at, source] of wave.entries()) answers.set(source, asked[at] ?? { state: 'unavailable' });
  }
}

const allowed = (): boolean => false;

/** Of the sources not asked yet, the cheapest: those the open answer hangs on, or those that tell what is handed over. */
function nextWave(
  { definition, withheld = allowed }: Question,
  judged: Judged,
  gathered: Gathered,
  answers: Answers,
): readonly string[] {
  const left = new Set<string>();
  for (const source of wanted(definition, judged, gathered)) {
    if (!answers.has(source) && !withheld(source)) left.add(source);
  }
  if (left.size < 2) return [...left];
  const least = Math.min(...[...left].map(definition.costOf));
  return [...left].filter((source) => definition.costOf(source) === least);
}

function wanted(definition: Definition, judged: Judged, gathered: Gathered): readonly string[] {
  const facts = openFacts(definition, judged, gathered);
  const sources = facts.flatMap((name) => definition.facts.get(name)?.sources ?? []);
  const tables = missingTables(definition, judged, gathered);
  return [...sources, ...tables.flatMap((name) => definition.tables.get(name)?.source ?? [])];
}

/** Facts the answer hangs on; once it is yes, those without which there is nothing to hand over. */
function openFacts(definition: Definition, judged: Judged, { facts }: Gathered): readonly string[] {
  if (judged.truth === 'no') return [];
  if (judged.truth === 'unknown') return decisive(judged).map(({ fact }) => fact);
  return definition.told.filter((name) => !Object.hasOwn(facts, name));
}

function missingTables(definition: Definition, judged: Judged, { tables }: Gathered): readonly string[] {
  if (judged.truth !== 'yes') return [];
  return [...definition.tables.keys()].filter((name) => !Object.hasOwn(tables, name));
}

function askOne({ definition, sources }: Question, source: string): Promise<SourceAnswer> {
  const ask = sources[source];
  if (ask === undefined) return Promise.resolve({ state: 'unavailable' });
  const query: SourceQuery = {
    facts: [...definition.facts].filter(([, { sources: of }]) => of.includes(source)).map(([name]) => name),
    tables: [...definition.tables].filter(([, table]) => table.source === source).map(([name]) => name),
  };
  return ask(query);
}

interface Settled {
  readonly parameters: Parameters;
  readonly judged: Judged;
  readonly gathered: Gathered;
  readonly answers: Answers;
}

function settle(question: Question, { parameters, judged, gathered, answers }: Settled): Decided {
  const { definition, withheld = allowed } = question;
  const line = timelineOf(question, gathered.facts, parameters);
  const missing = openFacts(definition, judged, gathered);
  const missingRows = missingTables(definition, judged, gathered);
  const answer = explain({ definition, judged, line, missing, missingRows, withheld });
  return {
    answer,
    ...gathered,
    parameters,
    trace: leavesOf(judged).map(({ leaf, truth }) => ({ leaf: leaf.id, truth })),
    provenance: [...definition.facts].flatMap(([fact, { sources }]) =>
      sources.map((source) => ({ fact, source, state: stateOf(definition, answers, fact, source) })),
    ),
    ...(answer.result === 'yes' ? statementOf(definition, line) : {}),
  };
}

function statementOf(
  { written: { statement }, facts }: Definition,
  line: Timeline,
): Pick<Decided, 'statement'> {
  if (statement === undefined) return {};
  return {
    statement: localisedFill(statement.zh, statement.en, (language) => gapsOf(line, facts, language)),
  };
}

function timelineOf(
  { definition, settings, today }: Question,
  facts: Facts,
  parameters: Parameters,
): Timeline {
  const { params } = definition;
  return {
    facts,
    today,
    parametersOn: (day) => (day === today ? parameters : parametersOn(params, settings, day)),
    changeDays: changeDays(params),
  };
}
