/** Paragraphs of the statement. */
import type { FontChain } from '../../fonts.ts';
import { type Paragraph, setParagraph } from '../../text/paragraph.ts';
import { COLUMN, DESCENT, LEFT, type TypeStep } from '../frame.ts';
import type { Prose } from '../page-document.ts';
import type { Piece } from './piece.ts';

const INDENT = 2;

export function layProse({ wordings }: Prose, { size, leading }: TypeStep, fonts: FontChain): Piece {
  const setting = { left: LEFT, width: COLUMN, size, leading, indent: INDENT };
  const { lineCount, marksAt } = fairest(wordings.map((spans) => setParagraph(spans, fonts, setting)));
  return {
    marksAt,
    depth: (lineCount - 1) * leading + DESCENT * size,
    advance: lineCount * leading,
    holdsNext: false,
  };
}

function fairest(paragraphs: readonly Paragraph[]): Paragraph {
  return paragraphs.reduce((best, paragraph) => (paragraph.cost < best.cost ? paragraph : best));
}
