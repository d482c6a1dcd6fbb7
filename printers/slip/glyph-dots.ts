/** One character drawn into the cell that a slip printer's own font has for it: 24 dots high, 12 or 24 wide. */
import { codePointOf, type FontChain } from '../page/fonts.ts';
import type { Point } from '../page/outline.ts';
import { COLUMN_DOTS, GLYPH_DOTS, glyphOf } from './glyph.ts';
import { widthOf } from './layout.ts';
import { flattened, InkField, type Placing } from './scan-conversion.ts';

/** Of a Han character's em square above the baseline, em. */
const ASCENT = 0.88;

/** As `Slip.glyphs` has it; a narrow character keeps to the left half. Throws GlyphsMissing. */
export function glyphDots(character: string, fonts: FontChain): string {
  const codePoint = codePointOf(character);
  const { face } = fonts.cut(codePoint, 'regular');
  const outline = face.outline(face.glyphOf(codePoint));
  const cell = widthOf(character) * COLUMN_DOTS;
  const field = new InkField(cell, GLYPH_DOTS);
  field.fill(outline, fitted(flattened(outline).flat(), face.advance(codePoint), cell));
  const dots = field.dots();
  return glyphOf((x, y) => dots.isBlack(x, y));
}

/** In the middle of its cell, on the baseline; what would stick out is pressed together or moved in. */
function fitted(points: readonly Point[], advance: number, cell: number): Placing {
  const [minX, maxX] = extent(points.map(([x]) => x));
  const [minY, maxY] = extent(points.map(([, y]) => y));
  const scaleX = Math.min(GLYPH_DOTS, cell / (maxX - minX));
  const scaleY = Math.min(GLYPH_DOTS, GLYPH_DOTS / (maxY - minY));
  const x = (cell - advance * scaleX) / 2;
  const y = ASCENT * GLYPH_DOTS;
  return {
    x: Math.max(-minX * scaleX, Math.min(x, cell - maxX * scaleX)),
    y: Math.max(maxY * scaleY, Math.min(y, GLYPH_DOTS + minY * scaleY)),
    scaleX,
    scaleY,
  };
}

function extent(values: readonly number[]): readonly [least: number, most: number] {
  return [Math.min(...values), Math.max(...values)];
}
