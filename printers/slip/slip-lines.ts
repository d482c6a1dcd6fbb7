/** The lines that most slips are made of. */
import type { Slip } from './slip.ts';

type Line = Slip['lines'][number];

export const RULE: Line = { kind: 'rule' };

/** In the middle; whatever is larger than normal is bold too. */
export function centred(text: string, size: 'normal' | 'double' | 'quadruple' = 'normal'): Line {
  return { kind: 'text', text, align: 'centre', size, bold: size !== 'normal' };
}

export function left(text: string): Line {
  return { kind: 'text', text, align: 'left', size: 'normal', bold: false };
}

export function heading(text: string): Line {
  return { kind: 'text', text, align: 'left', size: 'normal', bold: true };
}
