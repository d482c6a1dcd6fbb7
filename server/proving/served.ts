/** How many counter requests end at this machine, how many are guided to a window, how many it cannot serve. */
import type { Definition } from '../definitions/definition-file.ts';
import type { CounterRequest } from '../services/counter-requests.ts';

/** `ended`: a paper, an answer or an explained refusal. `guided`: where to go and what to bring. */
export type Served = 'ended' | 'guided' | 'not_served';

const REFUSED = 'refused-proof:';

/** `categories`: of the proofs no community may issue. */
export function servedBy(
  { by }: CounterRequest,
  definitions: ReadonlyMap<string, Definition>,
  categories: ReadonlySet<string>,
): Served {
  if (by.startsWith(REFUSED)) return categories.has(by.slice(REFUSED.length)) ? 'ended' : 'not_served';
  const outcome = definitions.get(by)?.written.outcome;
  if (outcome === undefined) return 'not_served';
  return outcome.kind === 'certificate' || outcome.kind === 'query' ? 'ended' : 'guided';
}
