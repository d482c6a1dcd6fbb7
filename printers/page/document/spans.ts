/** Words of a paper: said plainly, stressed, or filled in. */
import type { Span } from '../text/typesetting.ts';

export function plain(text: string): Span {
  return { text, weight: 'regular' };
}

export function strong(text: string): Span {
  return { text, weight: 'bold' };
}

/** Underlined; `whole` asks to be kept on one line. */
export function fact(text: string, kind: 'whole' | 'breakable'): Span {
  return { text, weight: 'bold', fact: kind };
}
