import { A4, type TextMark } from '../../sheet.ts';
import { COLUMN } from '../frame.ts';
import { PageFull } from '../page-full.ts';
import type { Piece } from './piece.ts';

/** Between the characters of a short title, and of one that is long enough without. Em. */
const SPACED = 0.42;
const CLOSE = 0.06;
const SHORT = 6;

/** Throws `PageFull` when the title is wider than the type area: nobody's name is in it. */
export function layTitle(
  text: string,
  { size, toBody }: { readonly size: number; readonly toBody: number },
): Piece {
  const chars = Array.from(text);
  const spacing = chars.length > SHORT ? CLOSE : SPACED;
  const pitch = (1 + spacing) * size;
  const width = pitch * chars.length - spacing * size;
  if (width > COLUMN) throw new PageFull('title');
  const left = (A4.width - width) / 2;
  const glyphs = chars.map((char, index) => ({ char, x: left + index * pitch }));
  return {
    marksAt: (baseline): TextMark[] => [{ kind: 'text', weight: 'bold', size, baseline, glyphs }],
    depth: 0,
    advance: toBody,
    holdsNext: true,
  };
}
