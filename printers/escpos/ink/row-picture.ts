/** A row of text drawn from the shapes that came with the slip, on the grid of the printer's own font. */
import { Dots } from '../../slip/dots.ts';
import { COLUMN_DOTS, GLYPH_DOTS, type Glyphs, glyphBytes, isGlyphBlack } from '../../slip/glyph.ts';
import { SCALE, type TextRow, widthOf } from '../../slip/layout.ts';

/** Characters without a shape stay white: the caller has made sure that there is none but blanks. */
export function rowPicture(row: TextRow, glyphs: Glyphs): Dots {
  const times = SCALE[row.size];
  const picture = new Dots(Math.max(1, widthOf(row.text)) * COLUMN_DOTS * times, GLYPH_DOTS * times);
  let left = 0;
  for (const character of row.text) {
    const shape = glyphs[character];
    if (shape !== undefined) draw(glyphBytes(shape), { left, times, isBold: row.bold }, picture);
    left += widthOf(character) * COLUMN_DOTS * times;
  }
  return picture;
}

/** Bold as printers make it: once more, one dot to the right. */
function draw(
  shape: Uint8Array,
  { left, times, isBold }: { left: number; times: number; isBold: boolean },
  picture: Dots,
): void {
  const strokes = isBold ? [0, 1] : [0];
  for (let x = 0; x < GLYPH_DOTS * times; x += 1) {
    for (let y = 0; y < GLYPH_DOTS * times; y += 1) {
      if (!isGlyphBlack(shape, Math.floor(x / times), Math.floor(y / times))) continue;
      for (const stroke of strokes) {
        if (left + x + stroke < picture.width) picture.blacken(left + x + stroke, y);
      }
    }
  }
}
