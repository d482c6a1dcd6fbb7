/** Everything that is said of trouble, in one file of its own: the page fetches it as soon as it stands (troubles.svelte.ts). */
import type { Fault } from '#agent/contract/faults.ts';
import { staffConditions, staffFaults } from '#agent/contract/staff-words.ts';
import type { Condition } from '../visit/machine.ts';
import type { Trouble } from '../visit/state.ts';
import type { Sentences, Shortage } from './sentences.ts';
import { shortages } from './zh-conditions.ts';
import { cardAndMachine } from './zh-faults.ts';
import { fromServer } from './zh-problems.ts';

const STAFF_BUSY = '打印机正在打别人的东西。等它打完，会自己接着打。';

export const troubles = {
  ...both(cardAndMachine, staffFaults, (told, staff) => ({ ...told, staff })),
  ...fromServer,
  ...both(shortages, { ...staffConditions, busy: STAFF_BUSY }, (resident, staff) => ({ resident, staff })),
} satisfies Record<Trouble, Sentences> & Record<Condition | 'busy', Shortage>;

/** The resident's words and the staff's, joined by code. */
function both<Code extends Fault | Condition | 'busy', Said, Joined>(
  resident: Readonly<Record<Code, Said>>,
  staff: Readonly<Record<Code, string>>,
  join: (said: Said, staff: string) => Joined,
): Record<Code, Joined> {
  const codes = Object.keys(resident) as Code[];
  return Object.fromEntries(codes.map((code) => [code, join(resident[code], staff[code])])) as Record<
    Code,
    Joined
  >;
}
