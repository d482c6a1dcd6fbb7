/** The measures that all papers share, in points. The type area is 28 Han characters of 三号 wide (GB/T 9704-2012, 5.2). */

import { A4, type Mark } from '../sheet.ts';
import type { PageDocument } from './page-document.ts';

export const COLUMN = 28 * 15.75;
export const LEFT = (A4.width - COLUMN) / 2;
export const RIGHT = LEFT + COLUMN;
const HAIRLINE = 0.4;

/** 小五, for what is not part of the statement. */
export const SMALL = { size: 9, leading: 15.5 } as const;
/** Middle of a Han character above its baseline, em. */
export const EM_MIDDLE = 0.38;
/** Of a Han character below its baseline, em. */
export const DESCENT = 0.2;

export interface TypeStep {
  readonly size: number;
  readonly leading: number;
}

interface Form {
  readonly title: { readonly size: number; readonly baseline: number; readonly toBody: number };
  /** From the best to the last that is tried. */
  readonly steps: readonly TypeStep[];
  readonly mostPages: number;
}

export const FORMS: Readonly<Record<PageDocument['form'], Form>> = {
  statement: {
    title: { size: 32, baseline: 655, toBody: 74 },
    /** 三号, the size of official text, and its leading; then what long texts fall back to. */
    steps: [
      { size: 15.75, leading: 32 },
      { size: 15.75, leading: 28 },
      { size: 14, leading: 25 },
      { size: 12, leading: 20 },
      { size: 10.5, leading: 17 },
    ],
    mostPages: 1,
  },
  record: {
    /** 二号, as the title of an official paper (GB/T 9704-2012, 7.3.1). */
    title: { size: 22, baseline: 704, toBody: 48 },
    steps: [{ size: 12, leading: 24 }],
    mostPages: 50,
  },
};

export function rule(y: number, thickness: number = HAIRLINE): Mark {
  return { kind: 'rule', from: LEFT, to: RIGHT, y, thickness };
}
