import type { Path } from './definition.ts';

/** What is wrong in a file of ours, at a place of what it says; `yaml-file.ts` knows its line. */
export interface Finding {
  readonly path: Path;
  readonly message: string;
}
