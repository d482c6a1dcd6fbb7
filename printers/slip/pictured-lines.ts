/** Lines with words from right to left, as the pictures that slip printers need for them. */
import { type FontChain, GlyphsMissing } from '../page/fonts.ts';
import { turns } from '../page/scripts.ts';
import { isRightToLeft } from '../page/text/paragraph.ts';
import type { Slip } from './slip.ts';
import { textDots } from './text-dots.ts';

type Line = Slip['lines'][number];
type TextLine = Extract<Line, { kind: 'text' }>;

/** Of an em. Letters of Arabic are lower than Han characters of the same size. */
const DOTS = { normal: 30, double: 56, quadruple: 104 } as const satisfies Record<TextLine['size'], number>;

/** Cells beside each other come to stand below each other. Throws GlyphsMissing. */
export function inPictures(line: Line, fonts: FontChain): Line[] {
  switch (line.kind) {
    case 'text':
      return [pictured(line, fonts)];
    case 'pair':
      if (!turns(line.name + line.value)) return [line];
      return [pictured(plain(line.name, 'left'), fonts), pictured(plain(line.value, 'right'), fonts)];
    case 'columns':
      if (!line.cells.some(({ text }) => turns(text))) return [line];
      return line.cells.map(({ text, align }) => pictured(plain(text, align), fonts));
    case 'rule':
    case 'qr':
    case 'dots':
    case 'feed':
      return [line];
    default:
      return line satisfies never;
  }
}

function plain(text: string, align: TextLine['align']): TextLine {
  return { kind: 'text', text, align, size: 'normal', bold: false };
}

function pictured(line: TextLine, fonts: FontChain): Line {
  const { text, size, bold } = line;
  if (!turns(text)) return line;
  const missing = fonts.missingGlyphs(text);
  if (missing.length > 0) throw new GlyphsMissing(missing);
  const dots = textDots(text, { size: DOTS[size], weight: bold ? 'bold' : 'regular' }, fonts);
  // Such a line begins at the right.
  const align = line.align === 'left' && isRightToLeft(text) ? 'right' : line.align;
  const { width, height, base64: bits } = dots;
  return { kind: 'dots', width, height, bits, align, text };
}
