/** Words that no slip printer has letters for, as a picture: joined, and from right to left. */
import { codePointOf, type FontChain, type Weight } from '../page/fonts.ts';
import type { PlacedGlyph, TextMark } from '../page/sheet.ts';
import { setParagraph } from '../page/text/paragraph.ts';
import type { Dots } from './dots.ts';
import { COLUMN_DOTS } from './glyph.ts';
import { InkField } from './scan-conversion.ts';

/** As wide as the narrowest paper, 58 mm. */
const WIDTH = 32 * COLUMN_DOTS;
/** From baseline to baseline, em. */
const LEADING = 1.5;
/** More than any letter reaches above and below the baseline, em. */
const ASCENT = 1.2;
const DESCENT = 0.7;

interface Style {
  /** Dots of an em; less where a word would be wider than the paper. */
  readonly size: number;
  readonly weight: Weight;
}

/** Wrapped at spaces, without white around it. Every character must have a font. */
export function textDots(text: string, { size, weight }: Style, fonts: FontChain): Dots {
  const setting = { left: 0, width: WIDTH, size, leading: LEADING * size, indent: 0 };
  const { lineCount, marksAt } = setParagraph([{ text, weight }], fonts, setting);
  const height = Math.ceil((ASCENT + (lineCount - 1) * LEADING + DESCENT) * size);
  const field = new InkField(WIDTH, height);
  for (const mark of marksAt(height - ASCENT * size)) {
    if (mark.kind !== 'text') continue;
    for (const glyph of mark.glyphs) ink(glyph, mark, height, { field, fonts });
  }
  return field.dots().trimmed();
}

function ink(
  { char, x, glyph, rise = 0 }: PlacedGlyph,
  { weight, size, baseline }: TextMark,
  height: number,
  { field, fonts }: { field: InkField; fonts: FontChain },
): void {
  const codePoint = codePointOf(char);
  const { face } = fonts.cut(codePoint, weight);
  const outline = face.outline(glyph ?? face.glyphOf(codePoint));
  field.fill(outline, { x, y: height - baseline - rise, scaleX: size, scaleY: size });
}
