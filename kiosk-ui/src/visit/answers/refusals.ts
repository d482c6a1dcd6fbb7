/** What a no of the server means to a visit. */
import type { ProblemCode } from '#server/contract/problems.ts';
import type { Refusal } from '../event.ts';
import type { Trouble } from '../state.ts';

/** Problems that may be over by the next try. */
const PASSING: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'database_unavailable',
  'internal',
  'too_many_requests',
]);

export const isPassing = (refusal: Refusal): boolean =>
  refusal.kind === 'unreachable' || (refusal.kind === 'problem' && PASSING.has(refusal.code));

export function troubleOf(refusal: Refusal): Trouble {
  if (refusal.kind === 'unreachable') return 'server_unreachable';
  return refusal.kind === 'problem' ? refusal.code : 'not_eligible';
}
