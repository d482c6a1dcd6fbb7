/** Names and values in two columns; a value that is too long for its half takes whole lines. */
import type { FontChain } from '../../fonts.ts';
import { turns } from '../../scripts.ts';
import type { Mark } from '../../sheet.ts';
import { setLine, setParagraph } from '../../text/paragraph.ts';
import { COLUMN, DESCENT, LEFT, type TypeStep } from '../frame.ts';
import type { Facts } from '../page-document.ts';
import type { Piece } from './piece.ts';

type Pair = Facts['pairs'][number];

const HALF = COLUMN / 2;
/** From the widest name to its value, and from a value to the next name, em. */
const NAME_GAP = 1;
const VALUE_GAP = 1;
/** From the facts to what stands above and below them, of a line. */
const APART = 0.35;

export function layFacts({ pairs, isSingle = false }: Facts, type: TypeStep, fonts: FontChain): Piece[] {
  const lines = isSingle ? pairs.map((pair) => [pair]) : linesOf(pairs, type.size, fonts);
  const names = namesOf(lines, type.size, fonts);
  return apart(
    lines.map((line) => layLine(line, names, type, fonts)),
    APART * type.leading,
  );
}

/** A little room above the first and below the last. */
function apart(pieces: readonly Piece[], room: number): Piece[] {
  return pieces.map((piece, at) => {
    const above = at === 0 ? room : 0;
    const below = at === pieces.length - 1 ? room : 0;
    return {
      ...piece,
      marksAt: (y) => piece.marksAt(y - above),
      depth: above + piece.depth,
      advance: above + piece.advance + below,
    };
  });
}

/** Two pairs to a line where all that share a line fit beside the widest names of their columns. */
function linesOf(pairs: readonly Pair[], size: number, fonts: FontChain): Pair[][] {
  let lines: Pair[][] = [];
  for (const pair of pairs) {
    const last = lines.at(-1) ?? [];
    const joined = [...lines.slice(0, -1), [...last, pair]];
    lines = last.length === 1 && allFit(joined, size, fonts) ? joined : [...lines, [pair]];
  }
  return allFit(lines, size, fonts) ? lines : pairs.map((pair) => [pair]);
}

function allFit(lines: readonly (readonly Pair[])[], size: number, fonts: FontChain): boolean {
  const names = namesOf(lines, size, fonts);
  const fits = ({ value }: Pair, at: number): boolean => {
    const gaps = at === 0 ? NAME_GAP + VALUE_GAP : NAME_GAP;
    const { width } = setLine(value, fonts, { weight: 'bold', size, left: 0, baseline: 0 });
    return (names[at] ?? 0) + gaps * size + width <= HALF;
  };
  return lines.every((line) => line.length === 1 || line.every(fits));
}

/** How wide the names are in the left and in the right column. */
function namesOf(lines: readonly (readonly Pair[])[], size: number, fonts: FontChain): number[] {
  const widest = (pairs: readonly Pair[]): number =>
    Math.max(0, ...pairs.map((pair) => widthOf(pair, size, fonts)));
  return [0, 1].map((at) => widest(lines.flatMap((line) => line.slice(at, at + 1))));
}

function widthOf({ name }: Pair, size: number, fonts: FontChain): number {
  return fonts.width(name, 'regular') * size;
}

function layLine(
  line: readonly Pair[],
  names: readonly number[],
  { size, leading }: TypeStep,
  fonts: FontChain,
): Piece {
  const laid = line.map(({ name, value }, at) => {
    const left = LEFT + at * HALF;
    const nameWidth = names[at] ?? 0;
    const indent = nameWidth + NAME_GAP * size;
    const width = (line.length === 1 ? COLUMN : HALF) - indent;
    const setting = { left: left + indent, width, size, leading, indent: 0, isValue: true };
    const paragraph = setParagraph([{ text: value, weight: 'bold' }], fonts, setting);
    return { name, left, nameWidth, paragraph };
  });
  const lines = Math.max(...laid.map(({ paragraph }) => paragraph.lineCount));
  return {
    marksAt: (y) =>
      laid.flatMap(({ name, left, nameWidth, paragraph }) => [
        ...spread(name, { left, width: nameWidth, size, baseline: y }, fonts),
        ...paragraph.marksAt(y),
      ]),
    depth: (lines - 1) * leading + DESCENT * size,
    advance: lines * leading,
    holdsNext: true,
  };
}

/** A name's characters over the width of the widest name, as forms have it: 姓　　名. Letters that join stay together. */
function spread(
  name: string,
  { left, width, size, baseline }: { left: number; width: number; size: number; baseline: number },
  fonts: FontChain,
): Mark[] {
  if (turns(name)) return setLine(name, fonts, { weight: 'regular', size, left, baseline }).marks;
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
