/** Everything that is said of trouble, in one file of its own: the page fetches it as soon as it stands (troubles.svelte.ts). */
import type { Condition } from '../visit/machine.ts';
import type { Trouble } from '../visit/state.ts';
import type { Sentences, Shortage } from './sentences.ts';
import { shortages } from './zh-conditions.ts';
import { cardAndMachine } from './zh-faults.ts';
import { fromServer } from './zh-problems.ts';

export const troubles: Record<Trouble, Sentences> & Record<Condition | 'busy', Shortage> = {
  ...cardAndMachine,
  ...fromServer,
  ...shortages,
};
