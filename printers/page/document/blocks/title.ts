import type { FontChain } from '../../fonts.ts';
import { turns } from '../../scripts.ts';
import { A4, type Mark } from '../../sheet.ts';
import { setLine } from '../../text/paragraph.ts';
import { COLUMN } from '../frame.ts';
import { PageFull } from '../page-full.ts';
import type { Piece } from './piece.ts';

/** Between the characters of a short title, and of one that is long enough without. Em. */
const SPACED = 0.42;
const CLOSE = 0.06;
const SHORT = 6;
/** Of the usual size. */
const LEAST = 0.6;

interface Style {
  readonly size: number;
  readonly toBody: number;
}

/** A long title is set smaller. Throws `PageFull` when it would be smaller than a title may be: nobody's name is in it. */
export function layTitle(text: string, { size: full, toBody }: Style, fonts: FontChain): Piece {
  const lay = (size: number): Laid => (turns(text) ? joined(text, size, fonts) : spaced(text, size));
  const size = Math.min(full, (full * COLUMN) / lay(full).width);
  if (size < full * LEAST) throw new PageFull('title');
  const { marksAt } = lay(size);
  return { marksAt, depth: 0, advance: toBody, holdsNext: true };
}

interface Laid {
  readonly width: number;
  marksAt(baseline: number): Mark[];
}

function spaced(text: string, size: number): Laid {
  const chars = Array.from(text);
  const spacing = chars.length > SHORT ? CLOSE : SPACED;
  const pitch = (1 + spacing) * size;
  const width = pitch * chars.length - spacing * size;
  const left = (A4.width - width) / 2;
  const glyphs = chars.map((char, index) => ({ char, x: left + index * pitch }));
  return { width, marksAt: (baseline) => [{ kind: 'text', weight: 'bold', size, baseline, glyphs }] };
}

/** Letters that join are not spread. */
function joined(text: string, size: number, fonts: FontChain): Laid {
  const style = { weight: 'bold', size, left: 0, baseline: 0 } as const;
  const { width } = setLine(text, fonts, style);
  const left = (A4.width - width) / 2;
  return { width, marksAt: (baseline) => setLine(text, fonts, { ...style, left, baseline }).marks };
}
