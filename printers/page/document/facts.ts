/** Names and values in two columns; a value that is too long for its half takes whole lines. */
import type { FontChain } from '../fonts.ts';
import type { Mark } from '../sheet.ts';
import { setLine, setParagraph } from '../text/paragraph.ts';
import { COLUMN, LEFT, type TypeStep } from './frame.ts';
import type { Facts } from './page-document.ts';
import type { Piece } from './piece.ts';

type Pair = Facts['pairs'][number];

const HALF = COLUMN / 2;
/** From the widest name to its value, and from a value to the next name, em. */
const NAME_GAP = 1;
const VALUE_GAP = 1;
const DESCENT = 0.2;

export function layFacts({ pairs }: Facts, type: TypeStep, fonts: FontChain): Piece[] {
  const names = pairs.map(({ name }) => widthOf(name, type, fonts));
  const nameWidth = Math.max(0, ...names);
  const indent = nameWidth + NAME_GAP * type.size;
  const fitsHalf = ({ value }: Pair): boolean =>
    indent + widthOf(value, type, fonts) <= HALF - VALUE_GAP * type.size;
  return linesOf(pairs, fitsHalf).map((line) => layLine(line, { ...type, nameWidth, indent }, fonts));
}

function linesOf(pairs: readonly Pair[], fitsHalf: (pair: Pair) => boolean): Pair[][] {
  const lines: Pair[][] = [];
  for (const pair of pairs) {
    const last = lines.at(-1);
    const [neighbour] = last ?? [];
    if (last?.length === 1 && neighbour !== undefined && fitsHalf(neighbour) && fitsHalf(pair))
      last.push(pair);
    else lines.push([pair]);
  }
  return lines;
}

interface Place extends TypeStep {
  readonly nameWidth: number;
  readonly indent: number;
}

function layLine(line: readonly Pair[], place: Place, fonts: FontChain): Piece {
  const { size, leading, indent, nameWidth } = place;
  const laid = line.map(({ name, value }, at) => {
    const left = LEFT + at * HALF;
    const width = (line.length === 1 ? COLUMN : HALF) - indent;
    const setting = { left: left + indent, width, size, leading, indent: 0 };
    const paragraph = setParagraph([{ text: value, weight: 'bold' }], fonts, setting);
    return { name, left, paragraph };
  });
  const lines = Math.max(...laid.map(({ paragraph }) => paragraph.lineCount));
  return {
    marksAt: (y) =>
      laid.flatMap(({ name, left, paragraph }) => [
        ...spread(name, { left, width: nameWidth, size, baseline: y }, fonts),
        ...paragraph.marksAt(y),
      ]),
    depth: (lines - 1) * leading + DESCENT * size,
    advance: lines * leading,
    holdsNext: true,
  };
}

/** A name's characters over the width of the widest name, as forms have it: 姓　　名. */
function spread(
  name: string,
  { left, width, size, baseline }: { left: number; width: number; size: number; baseline: number },
  fonts: FontChain,
): Mark[] {
  const chars = Array.from(name);
  const natural = fonts.width(name, 'regular') * size;
  const step = chars.length > 1 ? (width - natural) / (chars.length - 1) : 0;
  let x = left;
  const glyphs = chars.map((char) => {
    const glyph = { char, x };
    x += fonts.width(char, 'regular') * size + step;
    return glyph;
  });
  return [{ kind: 'text', weight: 'regular', size, baseline, glyphs }];
}

function widthOf(text: string, { size }: TypeStep, fonts: FontChain): number {
  return setLine(text, fonts, { weight: 'bold', size, left: 0, baseline: 0 }).width;
}
