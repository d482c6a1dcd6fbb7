/** A page as data: marks in points, origin at the lower left. Layout makes it, a writer turns it into a file. */
import type { Weight } from './fonts.ts';
import type { Outline, Point } from './outline.ts';

/** One line of text of one size and weight; each code point has its place. */
export interface TextMark {
  readonly kind: 'text';
  readonly weight: Weight;
  readonly size: number;
  readonly baseline: number;
  readonly glyphs: readonly { readonly char: string; readonly x: number }[];
}

/** A horizontal stroke. */
export interface RuleMark {
  readonly kind: 'rule';
  readonly from: number;
  readonly to: number;
  readonly y: number;
  readonly thickness: number;
}

/** A filled outline in a unit of its own; `origin` is where its 0, 0 lies on the page. */
export interface ShapeMark {
  readonly kind: 'shape';
  readonly origin: Point;
  readonly unit: number;
  readonly outline: Outline;
  /** Red, green, blue, each 0 to 1. */
  readonly colour: readonly [number, number, number];
}

/** Black bars of one unit's height on a grid of whole units: one path, no seams. */
export interface GridMark {
  readonly kind: 'grid';
  readonly origin: Point;
  readonly unit: number;
  readonly bars: readonly { readonly x: number; readonly y: number; readonly width: number }[];
}

/** Text and rules are pure black ink: a mixture would be dithered and lose its edge. */
export type Mark = TextMark | RuleMark | ShapeMark | GridMark;

/** Later marks lie on top of earlier ones. */
export interface Sheet {
  readonly width: number;
  readonly height: number;
  readonly marks: readonly Mark[];
}

export const A4 = { width: 595.28, height: 841.89 } as const;

/** Points in a millimetre. */
export const PT_PER_MM = 72 / 25.4;
