/**
 * The words for trouble. They are half of all words and seldom needed, so they come in a second file right after the
 * first screen; until then, which is some milliseconds, a sentence stands there that is true of any trouble.
 */
import type { Hold } from '../visit/machine.ts';
import type { Pause, Trouble } from '../visit/state.ts';
import type { Sentences } from './sentences.ts';
import { zh } from './zh.ts';

let book: Readonly<Record<string, Partial<Sentences>>> = $state.raw(zh.pauses);

/** Never throws: without the file the general sentence stays, and its code tells staff what to look up. */
export async function fetchTroubles(): Promise<void> {
  const fetched = await import('./zh-troubles.ts').catch(() => undefined);
  book = { ...zh.pauses, ...fetched?.troubles };
}

/** What is said of one trouble, of a shortage of the printer without a headline of its own. */
export function saidOf(code: Trouble | Hold | Pause): Sentences {
  return { ...zh.trouble, ...book[code] };
}
