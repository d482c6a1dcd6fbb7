import type { Walker } from './walker.ts';

/** One resident, one matter, from the card to a paper or an answer. */
export interface Walk {
  /** Part of the names of its pictures. */
  readonly name: string;
  readonly title: string;
  /** What it shows, for docs/walks/README.md. */
  readonly sentence: string;
  readonly go: (walker: Walker) => Promise<void>;
}
