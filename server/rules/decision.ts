/**
 * One decision: judge by what is at hand, then ask sources, cheapest first and those of one cost together, only while
 * the answer is open and only those whose facts it still hangs on. So as little as possible is asked about a resident.
 */
import type { DecisionAnswer } from '#server/contract/decisions.ts';
import type { Definition } from '../definitions/definition-file.ts';
import type { CivilDate } from './civil-date.ts';
import { explain, gapsOf, localisedFill } from './explanation.ts';
import { decisive, type Facts, type Judged, judge, leavesOf, type Parameters } from './judgement.ts';
import { changeDays, parametersOn, type Settings } from './parameters.ts';
import type { SourceAnswer, SourceQuery, Sources, Tables } from './source-answer.ts';
import type { Truth } from './truth.ts';
import type { Timeline } from './waiting.ts';

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
type FactState = 'known' | 'absent' | 'not_known' | 'contradicted' | 'not_asked';

/** What was learned so far. */
export interface Gathered {
  readonly facts: Facts;
  readonly tables: Tables;
  /** Answers by source, in the order in which they were asked. */
  readonly asked: ReadonlyMap<string, SourceAnswer['state']>;
  /** Facts of which two sources say different things: nobody knows them. */
  readonly contradicted: ReadonlySet<string>;
}
const NOTHING: Gathered = { facts: {}, tables: {}, asked: new Map(), contradicted: new Set() };

export async function decide(question: Question): Promise<Decided> {
  const parameters = parametersOn(question.definition.params, question.settings, question.today);
  let gathered = NOTHING;
  let judged = judgeNow(question, parameters, gathered);
  for (;;) {
    const wave = nextWave(question, judged, gathered);
    if (wave.length === 0) return settle(question, parameters, judged, gathered);
    const answers = await Promise.all(
      wave.map(async (source) => [source, await askOne(question, source)] as const),
    );
    for (const [source, answer] of answers) gathered = learn(question.definition, gathered, source, answer);
    judged = judgeNow(question, parameters, gathered);
  }
}

function judgeNow({ definition, today }: Question, parameters: Parameters, { facts }: Gathered): Judged {
  return judge(definition.condition, { facts, parameters, today });
}

async function askOne({ definition, sources }: Question, source: string): Promise<SourceAnswer> {
  const query: SourceQuery = {
    facts: [...definition.facts].filter(([, { sources: of }]) => of.includes(source)).map(([name]) => name),
    tables: [...definition.tables].filter(([, table]) => table.source === source).map(([name]) => name),
  };
  return (await sources[source]?.(query)) ?? { state: 'unavailable' };
}

/** The cheapest sources not asked yet, among those the open answer hangs on, or those that must tell what is handed over. */
function nextWave(question: Question, judged: Judged, { asked, facts }: Gathered): readonly string[] {
  const { definition, withheld } = question;
  const open = (judged.truth === 'unknown' ? decisive(judged).map(({ fact }) => fact) : []).concat(
    judged.truth === 'yes' ? definition.told.filter((name) => !(name in facts)) : [],
  );
  const tables = judged.truth === 'yes' ? [...definition.tables.values()].map(({ source }) => source) : [];
  const sources = [...open.flatMap((name) => definition.facts.get(name)?.sources ?? []), ...tables];
  const left = [...new Set(sources)].filter((source) => !asked.has(source) && !withheld?.(source));
  const least = Math.min(...left.map(definition.costOf));
  return left.filter((source) => definition.costOf(source) === least);
}

/** Whatever a source says beyond what the definition declares for it is dropped here. */
function learn(definition: Definition, before: Gathered, source: string, answer: SourceAnswer): Gathered {
  const facts: Record<string, Facts[string]> = { ...before.facts };
  const contradicted = new Set(before.contradicted);
  for (const [name, { sources }] of definition.facts) {
    if (!sources.includes(source)) continue;
    const value =
      answer.state === 'facts' ? answer.facts[name] : answer.state === 'not_found' ? null : undefined;
    if (value === undefined) continue;
    if (name in facts && facts[name] !== value) contradicted.add(name);
    facts[name] = value;
  }
  for (const name of contradicted) delete facts[name];
  const tables = answer.state === 'facts' ? { ...before.tables, ...answer.tables } : before.tables;
  return { facts, tables, contradicted, asked: new Map(before.asked).set(source, answer.state) };
}

function settle(question: Question, parameters: Parameters, judged: Judged, gathered: Gathered): Decided {
  const { definition } = question;
  const { facts, tables } = gathered;
  const line = timelineOf(question, facts, parameters);
  const answer = explain({
    definition,
    judged,
    line,
    missing: missing(definition, gathered),
    withheld: question.withheld,
  });
  return {
    answer,
    facts,
    tables,
    parameters,
    trace: leavesOf(judged).map(({ leaf, truth }) => ({ leaf: leaf.id, truth })),
    provenance: provenanceOf(definition, gathered),
    ...(answer.result === 'yes' ? statementOf(definition, line) : {}),
  };
}

/** What must be told and nobody could tell. */
function missing({ told }: Definition, { facts }: Gathered): readonly string[] {
  return told.filter((name) => !(name in facts));
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

function provenanceOf(definition: Definition, gathered: Gathered): Decided['provenance'] {
  return [...definition.facts].flatMap(([fact, { sources }]) =>
    sources.map((source) => ({ fact, source, state: stateOf(fact, source, gathered) })),
  );
}

function stateOf(fact: string, source: string, { facts, asked, contradicted }: Gathered): FactState {
  if (!asked.has(source)) return 'not_asked';
  if (contradicted.has(fact)) return 'contradicted';
  const value = facts[fact];
  return value === undefined ? 'not_known' : value === null ? 'absent' : 'known';
}
