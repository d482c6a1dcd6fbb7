/** A page as data: marks in points, origin at the lower left. Layout makes it, a writer turns it into a file. */
import type { Weight } from './fonts.ts';
import type { Outline, Point } from './outline.ts';

/** Text of one size and weight on one baseline; each glyph has its place. */
export interface TextMark {
  readonly kind: 'text';
  readonly weight: Weight;
  readonly size: number;
  readonly baseline: number;
  readonly glyphs: readonly PlacedGlyph[];
  /** What it says, in reading order, where its glyphs do not tell. */
  readonly says?: string;
}

/** A code point by itself; or a glyph of joined letters, of which `char` is one, by its number in the letter's font. */
export interface PlacedGlyph {
  readonly char: string;
  readonly x: number;
  readonly glyph?: number;
  /** Above the baseline. */
  readonly rise?: number;
}

/** A horizontal stroke. */
export interface RuleMark {
  readonly kind: 'rule';
  readonly from: number;
  readonly to: number;
  readonly y: number;
  readonly thickness: number;
}

/** Red, green, blue, each 0 to 1. */
type Colour = readonly [number, number, number];

export interface ShapeMark {
  readonly kind: 'shape';
  readonly outline: Outline;
  readonly colour: Colour;
}

/**
 * Characters each turned and squeezed by a matrix of its own (a b c d e f, from em to points). They are part of a
 * picture, not of the text: who extracts the text does not find them.
 */
export interface EngravedMark {
  readonly kind: 'engraved';
  readonly weight: Weight;
  readonly colour: Colour;
  readonly glyphs: readonly { readonly char: string; readonly matrix: Matrix }[];
}
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

/** Black bars of one unit's height on a grid of whole units: one path, no seams. */
export interface GridMark {
  readonly kind: 'grid';
  readonly origin: Point;
  readonly unit: number;
  readonly bars: readonly { readonly x: number; readonly y: number; readonly width: number }[];
}

/** Text and rules are pure black ink: a mixture would be dithered and lose its edge. */
export type Mark = TextMark | RuleMark | ShapeMark | EngravedMark | GridMark;

/** Later marks lie on top of earlier ones. */
export interface Sheet {
  readonly width: number;
  readonly height: number;
  readonly marks: readonly Mark[];
}

export const A4 = { width: 595.28, height: 841.89 } as const;

/** Points in a millimetre. */
export const PT_PER_MM = 72 / 25.4;

/** Pure black, as text and rules are. */
export const BLACK: Colour = [0, 0, 0];
