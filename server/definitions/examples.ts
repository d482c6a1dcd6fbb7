/** A definition's own examples, run against it: what it promises is what it does. */
import { type Decided, decide } from '../rules/decision.ts';
import type { Facts } from '../rules/judgement.ts';
import { RuleFault } from '../rules/rule-fault.ts';
import type { Sources } from '../rules/source-answer.ts';
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
  const told = await Promise.all(
    definition.written.examples.map(async (example) => difference(example, await run(definition, example))),
  );
  return told.filter((sentence) => sentence !== undefined);
}

interface Run {
  readonly decided: Decided;
  readonly asked: ReadonlySet<string>;
}

async function run(definition: Definition, example: Example): Promise<Run> {
  const { sample } = definition.written;
  const facts = factsOf(definition, example);
  const asked = new Set<string>();
  const names = new Set([...definition.facts.values()].flatMap(({ sources }) => sources));
  const sources: Sources = Object.fromEntries(
    [...names].map((name) => [
      name,
      async () => {
        asked.add(name);
        return { state: 'facts', facts };
      },
    ]),
  );
  const today = example.on ?? sample.on;
  return { decided: await decide({ definition, settings: sample.settings, today, sources }), asked };
}

/** The sample resident with what is otherwise, and without what cannot be had. */
function factsOf({ written: { sample } }: Definition, example: Example): Facts {
  const facts = { ...sample.facts, ...example.facts };
  return Object.fromEntries(Object.entries(facts).filter(([name]) => !example.silent.includes(name)));
}

function difference(example: Example, { decided: { answer }, asked }: Run): string | undefined {
  const failed = answer.result === 'no' ? answer.reasons.map(({ id }) => id) : [];
  const ask = answer.result === 'unknown' ? answer.ask.map(({ who }) => who) : [];
  const earliest = answer.result === 'no' ? answer.earliest : undefined;
  const misses = [
    answer.result === example.expect ? undefined : `expected ${example.expect}, got ${answer.result}`,
    same(example.failed, failed) ? undefined : `failed ${failed.join(', ')}`,
    same(example.ask, ask) ? undefined : `asked ${ask.join(', ')}`,
    example.earliest === undefined || example.earliest === earliest ? undefined : `earliest ${earliest}`,
    example.not_fetched?.some((source) => asked.has(source)) ? 'fetched a source it need not' : undefined,
  ].filter((miss) => miss !== undefined);
  return misses.length === 0 ? undefined : `example ${example.name}: ${misses.join(', ')}`;
}

function same(expected: readonly string[] | undefined, got: readonly string[]): boolean {
  return (
    expected === undefined || (expected.length === got.length && expected.every((one) => got.includes(one)))
  );
}
