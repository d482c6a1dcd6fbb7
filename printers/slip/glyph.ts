/** Shapes of single characters that travel with a slip, as FS 2 takes them. */
import type { Slip } from './slip.ts';

export type Glyphs = NonNullable<Slip['glyphs']>;

/** A column of the printer's own font; a Han character takes two, and is as high as it is wide. */
export const COLUMN_DOTS = 12;
export const GLYPH_DOTS = 2 * COLUMN_DOTS;
/** There is nothing to draw. */
export const BLANK = /^\s$/u;
/** Three bytes a column, from the left; most significant bit at the top. */
const COLUMN_BYTES = 3;
const GLYPH_BYTES = GLYPH_DOTS * COLUMN_BYTES;

/** Always 72. */
export function glyphBytes(base64: string): Buffer {
  return Buffer.concat([Buffer.from(base64, 'base64')], GLYPH_BYTES);
}

/** Of what `glyphBytes` answers; from the upper left. */
export function isGlyphBlack(bytes: Uint8Array, x: number, y: number): boolean {
  return ((bytes[byteAt(x, y)] ?? 0) & bitAt(y)) !== 0;
}

/** `isBlack` is asked for column and row, from the upper left. */
export function glyphOf(isBlack: (x: number, y: number) => boolean): string {
  const bytes = Buffer.alloc(GLYPH_BYTES);
  for (let x = 0; x < GLYPH_DOTS; x += 1) {
    for (let y = 0; y < GLYPH_DOTS; y += 1) {
      const at = byteAt(x, y);
      if (isBlack(x, y)) bytes[at] = (bytes[at] ?? 0) | bitAt(y);
    }
  }
  return bytes.toString('base64');
}

function byteAt(x: number, y: number): number {
  return x * COLUMN_BYTES + (y >> 3);
}

function bitAt(y: number): number {
  return 0x80 >> (y & 7);
}
