/** Runs points side by side: most of a run is waiting. */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Result } from './judgement.ts';
import type { Point } from './point.ts';
import { randomOf } from './random.ts';

const LANES = 24;
/** A file system in memory: a spool waits for its disk at every commit. */
const MEMORY = '/dev/shm';

/** Tells each result as it comes. */
export async function runPoints(
  points: readonly Point[],
  { root, seed }: { root: string; seed: number },
  tell: (point: Point, result: Result) => void,
): Promise<void> {
  let next = 0;
  const lane = async () => {
    for (let point = points[next++]; point !== undefined; point = points[next++])
      tell(point, await resultOf(point, root, seed));
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

async function resultOf(point: Point, root: string, seed: number): Promise<Result> {
  try {
    return await point.run({ root, random: randomOf(`${seed} ${point.name}`) });
  } catch (fault) {
    return {
      isStruck: true,
      end: undefined,
      wrong: 'broken',
      account: fault instanceof Error ? (fault.stack ?? '') : String(fault),
    };
  }
}

export async function withFolder<T>(work: (root: string) => Promise<T>): Promise<T> {
  const root = mkdtempSync(
    join(statSync(MEMORY, { throwIfNoEntry: false }) ? MEMORY : tmpdir(), 'linli-faults-'),
  );
  const remove = () => rmSync(root, { recursive: true, force: true });
  process.once('exit', remove); // it may be memory that nobody gives back
  try {
    return await work(root);
  } finally {
    process.off('exit', remove);
    remove();
  }
}
