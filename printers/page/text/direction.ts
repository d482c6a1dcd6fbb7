/** Which way text runs, and in which order its parts stand on a line (Unicode Standard Annex 9). */
import bidiFactory, { type Bidi } from 'bidi-js';
import { turns } from '../scripts.ts';

/** Odd levels run from right to left. */
export interface Direction {
  /** Of each code unit. */
  readonly levels: Uint8Array;
  /** Of the text as a whole. */
  readonly base: number;
}

/** Something on a line that is read one way. */
interface Directed {
  readonly level: number;
  /** Of the space behind it, if there is one. */
  readonly spaceLevel: number | undefined;
  /** Number of the text that it is of. Texts are isolated from each other and stand from left to right. */
  readonly part: number;
}

/** Indices, from left to right: of the units, and of those whose gap is in between (one less). */
export interface VisualOrder {
  readonly units: readonly number[];
  readonly gaps: readonly number[];
}

/** Its types are written for an ES module; Node hands over the function itself. */
const bidi = (bidiFactory as unknown as () => Bidi)();

/** A telephone number, a date, a house number: figures with their signs between them. */
const FIGURES = /\d(?:[\d.,:/-]*\d)?/gu;
const LEFT_TO_RIGHT_ISOLATE = '\u2066';
const END_OF_ISOLATE = '\u2069';
const ISOLATES = /[\u2066\u2069]/u;

/**
 * By its first strong letter. Undefined: all of it runs from left to right. Figures are isolated, or the halves of
 * 0919-1234567 would change places in a Uyghur line.
 */
export function directionOf(text: string): Direction | undefined {
  if (!turns(text)) return undefined;
  const isolated = text.replaceAll(FIGURES, `${LEFT_TO_RIGHT_ISOLATE}$&${END_OF_ISOLATE}`);
  const { levels, paragraphs } = bidi.getEmbeddingLevels(isolated);
  const ofText = levels.filter((_, at) => !ISOLATES.test(isolated.charAt(at)));
  return { levels: ofText, base: paragraphs[0]?.level ?? 0 };
}

/** Brackets and their like look the other way where text runs from right to left. */
export function mirrored(character: string): string {
  return bidi.getMirroredCharacter(character) ?? character;
}

/** Rule L2, for each part by itself. */
export function visualOrder(units: readonly Directed[]): VisualOrder {
  const order = units.map((_, index) => index);
  const gaps = order.slice(0, -1);
  if (units.every(({ level }) => level === 0)) return { units: order, gaps };
  const reverse = (from: number, to: number): void => {
    order.splice(from, to - from, ...order.slice(from, to).toReversed());
    gaps.splice(from, to - from - 1, ...gaps.slice(from, to - 1).toReversed());
  };
  for (const [from, to] of stretches(units, (unit, next) => unit.part === next.part)) {
    const part = units.slice(from, to);
    const levels = part.map((unit) => unit.level);
    const least = Math.min(...levels.filter((one) => one % 2 === 1));
    for (let level = Math.max(...levels); level >= least; level -= 1) {
      for (const [start, end] of stretchesAtLeast(part, level)) reverse(from + start, from + end);
    }
  }
  return { units: order, gaps };
}

/** Neighbours of that level or a higher one, the space between them too. */
function stretchesAtLeast(units: readonly Directed[], level: number): [number, number][] {
  const joins = (unit: Directed, next: Directed): boolean =>
    unit.level >= level && next.level >= level && (unit.spaceLevel ?? level) >= level;
  return stretches(units, joins).filter(([start]) => (units[start]?.level ?? 0) >= level);
}

/** Bounds (the second exclusive) of what belongs together. */
function stretches<T>(items: readonly T[], joins: (item: T, next: T) => boolean): [number, number][] {
  const found: [number, number][] = [];
  for (const [index, item] of items.entries()) {
    const last = found.at(-1);
    const before = items[index - 1];
    if (last !== undefined && before !== undefined && joins(before, item)) last[1] = index + 1;
    else found.push([index, index + 1]);
  }
  return found;
}
