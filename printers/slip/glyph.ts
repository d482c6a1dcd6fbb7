/** Shapes of single characters that travel with a slip, as FS 2 takes them. */
import type { Slip } from './slip.ts';

export type Glyphs = NonNullable<Slip['glyphs']>;

export const GLYPH_DOTS = 24;
/** Three bytes a column, from the left; most significant bit at the top. */
const COLUMN_BYTES = 3;
const GLYPH_BYTES = GLYPH_DOTS * COLUMN_BYTES;

/** Always 72. */
export function glyphBytes(base64: string): Buffer {
  return Buffer.concat([Buffer.from(base64, 'base64')], GLYPH_BYTES);
}

/** `isBlack` is asked for column and row, from the upper left. */
export function glyphOf(isBlack: (x: number, y: number) => boolean): string {
  const bytes = Buffer.alloc(GLYPH_BYTES);
  for (let x = 0; x < GLYPH_DOTS; x += 1) {
    for (let y = 0; y < GLYPH_DOTS; y += 1) {
      const at = x * COLUMN_BYTES + (y >> 3);
      if (isBlack(x, y)) bytes[at] = (bytes[at] ?? 0) | (0x80 >> (y & 7));
    }
  }
  return bytes.toString('base64');
}
