/**
 * `npm run faults -- printing [--only KIND[@BYTE]] [--seed N] [--runs N]`: every fault at every moment of a print, and
 * a table of how the jobs ended. Exit code 1 unless nothing was printed twice, lost or told untruly.
 */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { runShare } from './share.ts';
import { Tally } from './tally.ts';

/** Of each fault and wrong. */
const MOST_FAILURES_SHOWN = 3;
const TELL_EVERY_MS = 15_000;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { only: { type: 'string' }, seed: { type: 'string', default: '1' }, runs: { type: 'string' } },
});
if (positionals.join() !== 'printing') {
  process.stderr.write('usage: npm run faults -- printing [--only KIND[@BYTE]] [--seed N] [--runs N]\n');
  process.exit(2);
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const since = performance.now();
const wish = {
  seed: Number(values.seed),
  runs: values.runs === undefined ? undefined : Number(values.runs),
  only: values.only,
};
const tally = new Tally();
const progress = setInterval(
  () => process.stderr.write(`${tally.sum.runs} faults, ${tally.failures.length} ended wrong\n`),
  TELL_EVERY_MS,
);
const shares = availableParallelism();
await Promise.all(
  Array.from({ length: shares }, (_, share) =>
    runShare(wish, { share, of: shares }, ({ kind, name, ...result }) => tally.add(kind, name, result)),
  ),
);
clearInterval(progress);
process.stdout.write(tally.table);
for (const [what, failures] of tally.failuresByKind) {
  process.stdout.write(`${what}: ${failures.length}\n`);
  for (const { name, account } of failures.slice(0, MOST_FAILURES_SHOWN))
    process.stdout.write(`  --only ${name}: ${account}\n`);
}
const seconds = Math.round((performance.now() - since) / 1000);
const { kind: _, ...sum } = tally.sum;
process.stdout.write(
  `${JSON.stringify({ faults: 'printing', seed: wish.seed, ...sum, unstruck: tally.unstruck, seconds })}\n`,
);
if (sum.runs === 0) process.stderr.write(`no fault is called ${values.only}\n`);
process.exitCode = sum.runs > 0 && tally.failures.length === 0 ? 0 : 1;
