/** One share of a fault run, as a process of its own: told what to run by its arguments, tells each result to its parent. */
import { runPoints, withFolder } from './lanes.ts';
import { pointsOf, type Wish } from './plan.ts';
import type { Told } from './share.ts';

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const { share, of, ...wish }: Wish & { share: number; of: number } = JSON.parse(process.argv[2] ?? '');

await withFolder(async (root) => {
  const points = (await pointsOf(wish, root)).filter((_, at) => at % of === share);
  await runPoints(points, { root, seed: wish.seed }, ({ kind, name }, result) => {
    process.send?.({ kind, name, ...result } satisfies Told);
  });
});
process.disconnect?.();
