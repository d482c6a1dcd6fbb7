/** What a change of rules changes for one resident, as far as this house knows without asking a department. */
import type { DecisionAnswer } from '#server/contract/decisions.ts';

type Result = DecisionAnswer['result'];

/**
 * `gains`, `loses`: what is known decides it. `may_gain`: no longer refused by what is known, departments are still to
 * be asked. `may_lose`: was certain, or open, and now hangs on a department or is refused.
 */
export const CHANGES = ['gains', 'may_gain', 'may_lose', 'loses'] as const;
export type Change = (typeof CHANGES)[number];
/** Residents by change. */
export type Changes = Readonly<Record<Change, number>>;

const OPEN: ReadonlySet<Result> = new Set<Result>(['open', 'unknown']);

/** Undefined when nothing changes. */
export function changeOf(before: Result, after: Result): Change | undefined {
  const [from, to] = [before, after].map((result) => (OPEN.has(result) ? 'open' : result));
  if (from === to) return undefined;
  if (to === 'yes') return 'gains';
  if (to === 'open') return from === 'no' ? 'may_gain' : 'may_lose';
  return from === 'yes' ? 'loses' : 'may_lose';
}
