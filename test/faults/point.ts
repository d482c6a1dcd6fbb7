/** One thing that can go wrong at one moment: all that is needed to try it. */
import type { Result } from './judgement.ts';
import type { Random } from './random.ts';

export interface Bench {
  /** Where spools may lie. */
  readonly root: string;
  readonly random: Random;
}

export interface Point {
  readonly kind: string;
  /** A byte on the wire, counted both ways, or a step. */
  readonly at: number | string;
  /** `KIND@AT` and the far end's variant. */
  readonly name: string;
  run(bench: Bench): Promise<Result>;
}

/** `count` of the numbers from 1 to `most`, evenly apart. */
export function everyNth(most: number, count: number): number[] {
  return Array.from({ length: count }, (_, at) => 1 + Math.floor((at * most) / count));
}
