import { blockingOf, type Condition } from '#printers/contract.ts';
import { staffConditions } from '../../contract/staff-words.ts';
import type { Finding } from '../finding.ts';
import { MEND_PRINTER } from '../mends.ts';

/** How a printer of any kind is, in the words that staff know. */
export function findingOfConditions(conditions: readonly Condition[]): Omit<Finding, 'device'> {
  const [worst] = conditions;
  if (worst === undefined) return { verdict: 'good', says: '能用' };
  const verdict = blockingOf(conditions).length > 0 ? 'wrong' : 'warning';
  return {
    verdict,
    says: conditions.map((condition) => staffConditions[condition]).join(''),
    mend: MEND_PRINTER[worst],
  };
}
