/** One decision with its full trace, of three and of twelve conditions, against engines that others wrote, in turns. */
import { percentile, print } from '../report/figure.ts';
import { benchDefinition, decideWith } from './asked.ts';
import { PEERS, REFUSED, SAMPLE } from './peers.ts';

const WARM_UP = 2000;
const ROUNDS = 30;
const IN_A_ROUND = 500;
const AIMS: Readonly<Record<string, string>> = {
  feelin: 'aim at least 20',
  'json-rules-engine': 'aim at least 1',
  'json-logic-js': 'no trace, no dates, no unknown; no aim',
};

export async function benchDecisions(): Promise<void> {
  for (const size of ['three', 'twelve'] as const) {
    const definition = await benchDefinition(`${size}-leaves`);
    const granted = definition.written.sample.facts;
    const refused = { ...granted, 'bench.since': '2026-08-23' };
    for (const [figure, ours, theirs] of [
      [`${size}_leaves`, granted, SAMPLE],
      [`${size}_leaves_refused`, refused, REFUSED],
    ] as const) {
      const runs: Record<string, () => unknown> = { linli: () => decideWith(definition, ours) };
      for (const peer of PEERS) runs[peer.name] = () => peer[size](theirs);
      report(figure, await inTurns(runs));
    }
  }
  await reportMissing();
}

/** Microseconds of one run each, the median over the rounds. */
async function inTurns(runs: Readonly<Record<string, () => unknown>>): Promise<Map<string, number>> {
  const samples = new Map<string, number[]>();
  for (const run of Object.values(runs)) for (let at = 0; at < WARM_UP; at += 1) await run();
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, run] of Object.entries(runs)) {
      const from = performance.now();
      for (let at = 0; at < IN_A_ROUND; at += 1) await run();
      const us = ((performance.now() - from) * 1000) / IN_A_ROUND;
      samples.set(name, [...(samples.get(name) ?? []), us]);
    }
  }
  return new Map([...samples].map(([name, us]) => [name, percentile(us, 0.5)]));
}

function report(figure: string, medians: ReadonlyMap<string, number>): void {
  const of = (name: string): number => medians.get(name) ?? Number.NaN;
  print({ bench: 'rules', figure, value: of('linli'), unit: 'us' });
  for (const { name } of PEERS) {
    const value = of(name) / of('linli');
    const against = `${name} ${of(name).toFixed(1)} us; ${AIMS[name]}`;
    print({ bench: 'rules', figure: `${figure}_times_faster`, value, unit: 'ratio', against });
  }
}

/** Nobody knows since when somebody lives here: whoever answers no, or yes, decides about a person without knowing. */
async function reportMissing(): Promise<void> {
  const { months: _, since: __, ...unknown } = SAMPLE;
  const told = await Promise.all(
    PEERS.map(async ({ name, three }) => {
      const said = await Promise.resolve()
        .then(() => three(unknown))
        .catch(() => 'throws');
      return `${name} says ${said === undefined ? 'unknown' : said}`;
    }),
  );
  const definition = await benchDefinition('three-leaves');
  const { 'bench.since': ___, ...facts } = definition.written.sample.facts;
  const { answer } = await decideWith(definition, facts);
  const value = answer.result === 'unknown' ? 1 : 0;
  print({ bench: 'rules', figure: 'missing_fact_is_unknown', value, unit: 'of 1', against: told.join(', ') });
}
