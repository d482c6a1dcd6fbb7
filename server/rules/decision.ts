/**
 * One decision: judge by what is at hand, then ask sources, cheapest first, only while the answer is open and only
 * those whose facts it still hangs on. So as little as possible is asked about a resident.
 */
import type { DecisionAnswer } from '#server/contract/decisions.ts';
import type { CivilDate } from './civil-date.ts';
import type { WrittenDefinition } from './definition.ts';
import type { Definition } from './definition-file.ts';
import { explain, gapsOf, localisedFill } from './explanation.ts';
import { decisive, type Facts, type Judged, judge, leavesOf, type Parameters } from './judgement.ts';
import { changeDays, parametersOn, type Settings } from './parameters.ts';
import type { Truth } from './truth.ts';
import type { Timeline } from './waiting.ts';

/** `unavailable` leaves facts unknown; a fact that is known not to exist is `null`. */
type SourceAnswer = { readonly state: 'answered'; readonly facts: Facts } | { readonly state: 'unavailable' };
/** By name as in the definition. A source that is not listed is unavailable. */
export type Sources = Readonly<Record<string, () => Promise<SourceAnswer>>>;

export interface Question {
  readonly definition: Definition;
  readonly settings: Settings;
  /** The day in China; the engine has no clock. */
  readonly today: CivilDate;
  readonly sources: Sources;
}

export interface Decided {
  readonly answer: DecisionAnswer;
  readonly facts: Facts;
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
type FactState = 'known' | 'absent' | 'not_known' | 'not_asked';

export async function decide({ definition, settings, today, sources }: Question): Promise<Decided> {
  const { written, condition } = definition;
  const parameters = parametersOn(written.params, settings, today);
  const asked = new Set<string>();
  let facts: Facts = {};
  let judged = judge(condition, { facts, parameters, today });
  for (let source = nextSource(written, judged, asked); source; source = nextSource(written, judged, asked)) {
    asked.add(source);
    facts = { ...facts, ...declaredFacts(written, source, await sources[source]?.()) };
    judged = judge(condition, { facts, parameters, today });
  }
  const line = timelineOf({ definition, settings, today }, facts, parameters);
  return {
    answer: explain({ written, condition, judged, line }),
    facts,
    parameters,
    trace: leavesOf(judged).map(({ leaf, truth }) => ({ leaf: leaf.id, truth })),
    provenance: provenanceOf(written, facts, asked),
    ...(judged.truth === 'yes' ? { statement: statementOf(written, line) } : {}),
  };
}

function statementOf({ statement }: WrittenDefinition, line: Timeline) {
  const gaps = gapsOf(line);
  return localisedFill(statement.zh, statement.en, () => gaps);
}

function timelineOf(
  { definition: { written }, settings, today }: Omit<Question, 'sources'>,
  facts: Facts,
  parameters: Parameters,
): Timeline {
  return {
    facts,
    today,
    parametersOn: (day) => (day === today ? parameters : parametersOn(written.params, settings, day)),
    changeDays: changeDays(written.params),
  };
}

/** The cheapest source not asked yet, among those the open answer hangs on. */
function nextSource(
  written: WrittenDefinition,
  judged: Judged,
  asked: ReadonlySet<string>,
): string | undefined {
  if (judged.truth !== 'unknown') return undefined;
  const open = decisive(judged).flatMap(({ fact }) => written.facts[fact] ?? []);
  return open.filter(({ source }) => !asked.has(source)).toSorted((one, other) => one.cost - other.cost)[0]
    ?.source;
}

/** Whatever a source says beyond what the definition declares for it is dropped here. */
function declaredFacts(written: WrittenDefinition, source: string, answer: SourceAnswer | undefined): Facts {
  if (answer?.state !== 'answered') return {};
  return Object.fromEntries(
    Object.entries(answer.facts).filter(([name]) => written.facts[name]?.source === source),
  );
}

function provenanceOf(
  written: WrittenDefinition,
  facts: Facts,
  asked: ReadonlySet<string>,
): Decided['provenance'] {
  return Object.entries(written.facts).map(([fact, { source }]) => {
    const value = facts[fact];
    if (value === null) return { fact, source, state: 'absent' };
    if (value !== undefined) return { fact, source, state: 'known' };
    return { fact, source, state: asked.has(source) ? 'not_known' : 'not_asked' };
  });
}
