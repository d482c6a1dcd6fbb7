/**
 * Three-valued logic after Kleene (K3): unknown is "not known yet", never "no".
 * Monotone: once an answer is yes or no, learning more facts does not change it.
 */
export type Truth = 'yes' | 'no' | 'unknown';

export const truthOf = (holds: boolean): Truth => (holds ? 'yes' : 'no');

export function all(truths: readonly Truth[]): Truth {
  if (truths.includes('no')) return 'no';
  return truths.includes('unknown') ? 'unknown' : 'yes';
}

export function any(truths: readonly Truth[]): Truth {
  if (truths.includes('yes')) return 'yes';
  return truths.includes('unknown') ? 'unknown' : 'no';
}

export function not(truth: Truth): Truth {
  switch (truth) {
    case 'yes':
      return 'no';
    case 'no':
      return 'yes';
    case 'unknown':
      return 'unknown';
    default:
      return truth satisfies never;
  }
}
