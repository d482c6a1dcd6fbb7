/** A definition's own examples, run against it: what it promises is what it does. */
import type { CivilDate } from '../rules/civil-date.ts';
import { type Decided, decide } from '../rules/decision.ts';
import type { Facts } from '../rules/judgement.ts';
import { RuleFault } from '../rules/rule-fault.ts';
import type { SourceAnswer, Sources } from '../rules/source-answer.ts';
import type { Example } from './definition.ts';
import type { Definition } from './definition-file.ts';

/** Throws RuleFault `definition_wrong` naming each example that came out otherwise. */
export async function requireExamples(definition: Definition): Promise<void> {
  const wrong = await failingExamples(definition);
  if (wrong.length === 0) return;
  throw new RuleFault('definition_wrong', `${definition.written.service}: ${wrong.join('; ')}`);
}

/** What came out otherwise, one sentence an example; empty when all hold. */
export async function failingExamples(definition: Definition): Promise<string[]> {
  const told = await Promise.all(definition.written.examples.map((example) => missed(definition, example)));
  return told.filter((sentence) => sentence !== undefined);
}

/** What came out otherwise; undefined when the example holds. */
export async function missed(definition: Definition, example: Example): Promise<string | undefined> {
  return difference(example, await tryExample(definition, example));
}

export interface Tried {
  readonly decided: Decided;
  /** Sources that were asked. */
  readonly asked: ReadonlySet<string>;
}

export function tryExample(definition: Definition, example: Example): Promise<Tried> {
  const { sample } = definition.written;
  const facts = { ...sample.facts, ...example.facts };
  return tryResident(definition, { on: example.on ?? sample.on, facts, silent: example.silent });
}

export interface Imagined {
  readonly on: CivilDate;
  readonly facts: Facts;
  /** Facts and tables that cannot be had. */
  readonly silent?: readonly string[];
  /** Sources that do not answer at all. */
  readonly down?: ReadonlySet<string>;
}

/** The answer for somebody who is not there, with the settings of the sample. Tables are had, and have no rows. */
export async function tryResident(definition: Definition, imagined: Imagined): Promise<Tried> {
  const asked = new Set<string>();
  const answer = answerOf(definition, imagined);
  const sources: Sources = Object.fromEntries(
    [...sourcesOf(definition)].map((name) => [
      name,
      async (): Promise<SourceAnswer> => {
        asked.add(name);
        return imagined.down?.has(name) ? { state: 'unavailable' } : answer;
      },
    ]),
  );
  const { settings } = definition.written.sample;
  return { decided: await decide({ definition, settings, today: imagined.on, sources }), asked };
}

/** Every source that a definition speaks of. */
function sourcesOf({ facts, tables }: Definition): ReadonlySet<string> {
  return new Set([
    ...[...facts.values()].flatMap(({ sources }) => sources),
    ...[...tables.values()].map(({ source }) => source),
  ]);
}

function answerOf({ tables }: Definition, { facts, silent = [] }: Imagined): SourceAnswer {
  const isHad = (name: string): boolean => !silent.includes(name);
  return {
    state: 'facts',
    facts: Object.fromEntries(Object.entries(facts).filter(([name]) => isHad(name))),
    tables: Object.fromEntries([...tables.keys()].filter(isHad).map((name) => [name, []])),
  };
}

function difference(example: Example, { decided: { answer }, asked }: Tried): string | undefined {
  const failed = answer.result === 'no' ? answer.reasons.map(({ id }) => id) : [];
  const ask = answer.result === 'unknown' ? answer.ask.map(({ who }) => who) : [];
  const earliest = answer.result === 'no' ? answer.earliest : undefined;
  const misses = [
    answer.result === example.expect ? undefined : `该是 ${example.expect}，得出 ${answer.result}`,
    same(example.failed, failed) ? undefined : `不满足的是 ${listed(failed)}`,
    same(example.ask, ask) ? undefined : `要问的是 ${listed(ask)}`,
    example.earliest === undefined || example.earliest === earliest
      ? undefined
      : `最早是 ${earliest ?? '没有'}`,
    example.not_fetched?.some((source) => asked.has(source)) ? '查了 not_fetched 里的来源' : undefined,
  ].filter((miss) => miss !== undefined);
  return misses.length === 0 ? undefined : `例子“${example.name}”: ${misses.join('，')}`;
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? '没有' : names.join('、');
}

function same(expected: readonly string[] | undefined, got: readonly string[]): boolean {
  return (
    expected === undefined || (expected.length === got.length && expected.every((one) => got.includes(one)))
  );
}
