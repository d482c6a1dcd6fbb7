/**
 * Ten thousand simulated cards of four kinds over a pty, something going wrong with one in ten: each must end as the
 * protocol says, read word for word or with the fault that names what happened. The table of it goes to stderr; the
 * program ends with 1 when one card did not.
 */
import { Console } from 'node:console';
import { layCards, type Tally } from './cards/laying.ts';
import type { Trial } from './cards/trials.ts';
import { print } from './report/figure.ts';

const CARDS = 10_000;
const SEED = 20261122;
const MEANINGS = {
  runs: 'cards laid',
  read: 'every field as laid',
  failed: 'with the fault that names what happened',
  not_seen: 'lifted before the module found them',
  wrong: 'aim 0',
  hangs: 'aim 0',
} as const;

const from = performance.now();
const { undisturbed, disturbed } = await layCards({
  cards: CARDS,
  disturbedEvery: 10,
  seed: SEED,
  onWrong: (person, { seen }, trial) =>
    console.error(`card ${person}, ${JSON.stringify(trial ?? 'undisturbed')}: ${JSON.stringify(seen)}`),
});
const total = sumOf([undisturbed, ...disturbed.values()]);
const rows = [
  { step: '', mishap: 'none', ...undisturbed },
  ...[...disturbed].map(([trial, tally]) => ({ step: trial.step, mishap: nameOf(trial), ...tally })),
  { step: 'all', mishap: '', ...total },
];

new Console(process.stderr).table(rows);
for (const [figure, against] of Object.entries(MEANINGS))
  print({ bench: 'cards', figure, value: total[figure as keyof Tally], unit: 'cards', against });
print({
  bench: 'cards',
  figure: 'took',
  value: (performance.now() - from) / 1000,
  unit: 's',
  against: 'aim below 300',
});
process.exitCode = total.runs === CARDS && total.wrong + total.hangs === 0 ? 0 : 1;

function nameOf({ mishap }: Trial): string {
  return mishap.kind === 'status' ? `status ${mishap.status.toString(16)}` : mishap.kind;
}

function sumOf(tallies: readonly Tally[]): Tally {
  const sum: Tally = { runs: 0, read: 0, failed: 0, not_seen: 0, wrong: 0, hangs: 0 };
  for (const tally of tallies)
    for (const [name, count] of Object.entries(tally)) sum[name as keyof Tally] += count;
  return sum;
}
