/** Every fault at every moment, and the sample of them that is asked for. */
import { pagePoints } from './page/points.ts';
import type { Point } from './point.ts';
import { randomOf } from './random.ts';
import { slipPoints } from './slip/points.ts';

export interface Wish {
  readonly seed: number;
  /** How many, of all; undefined: every one. */
  readonly runs: number | undefined;
  /** `KIND` or `KIND@AT`. */
  readonly only: string | undefined;
}

/** In an order of chance, the same for the same seed: faults that only wait stand among those that work. */
export async function pointsOf({ seed, runs, only }: Wish, root: string): Promise<Point[]> {
  const all = [...(await slipPoints(root)), ...(await pagePoints(root))];
  const wanted = all.filter(
    ({ kind, at }) => only === undefined || only === kind || only === `${kind}@${at}`,
  );
  return shuffled(wanted, seed).slice(0, runs);
}

function shuffled(points: Point[], seed: number): Point[] {
  const random = randomOf(`order ${seed}`);
  for (let last = points.length - 1; last > 0; last -= 1) {
    const other = random(last + 1);
    const [a, b] = [points[last], points[other]];
    if (a === undefined || b === undefined) break;
    points[last] = b;
    points[other] = a;
  }
  return points;
}
