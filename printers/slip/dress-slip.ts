/** A slip with the shapes of the characters that few slip printers have, so that every name comes out as it is written. */
import { isInRom, PRIVATE_USE } from '../escpos/ink/rom.ts';
import { codePointOf, type FontChain, GlyphsMissing } from '../page/fonts.ts';
import { BLANK } from './glyph.ts';
import { glyphDots } from './glyph-dots.ts';
import { visible } from './layout.ts';
import { inPictures } from './pictured-lines.ts';
import type { Slip } from './slip.ts';

/** What even the oldest printer has. */
const EVERYWHERE = 'gb2312';

type Line = Slip['lines'][number];

/** Throws GlyphsMissing, with the code points, for a character that no font here can draw. */
export function dressSlip(slip: Slip, fonts: FontChain): Slip {
  const lines = slip.lines.flatMap((line) => inPictures(line, fonts));
  // Where one character is rare all of its line is drawn: a printer without room for shapes prints the row as a picture.
  const texts = lines.map(textOf).filter(isRare);
  const drawn = [...new Set(texts.join(''))].filter((character) => !BLANK.test(character));
  if (drawn.length === 0) return { ...slip, lines };
  const missing = drawn.map(codePointOf).filter((codePoint) => !hasShape(codePoint, fonts));
  if (missing.length > 0) throw new GlyphsMissing(missing);
  const glyphs = Object.fromEntries(drawn.map((character) => [character, glyphDots(character, fonts)]));
  return { ...slip, lines, glyphs };
}

/** Every character that the line puts into a row of text. */
function textOf(line: Line): string {
  switch (line.kind) {
    case 'text':
      return visible(line.text);
    case 'pair':
      return visible(line.name + line.value);
    case 'columns':
      return visible(line.cells.map(({ text }) => text).join(''));
    case 'rule':
    case 'qr':
    case 'dots':
    case 'feed':
      return '';
    default:
      return line satisfies never;
  }
}

function isRare(text: string): boolean {
  return Array.from(text).some((character) => !isInRom(character, EVERYWHERE));
}

function hasShape(codePoint: number, fonts: FontChain): boolean {
  return !PRIVATE_USE.test(String.fromCodePoint(codePoint)) && fonts.find(codePoint, 'regular') !== undefined;
}
