/** A table of three strong lines: over the head, under it, at the end; hairlines between the rows. */
import type { FontChain, Weight } from '../../fonts.ts';
import type { Mark } from '../../sheet.ts';
import { type Paragraph, type Setting, setLine, setParagraph } from '../../text/paragraph.ts';
import { COLUMN, EM_MIDDLE, LEFT, rule } from '../frame.ts';
import type { Column, Table } from '../page-document.ts';
import { PageFull } from '../page-full.ts';
import type { Piece } from './piece.ts';

/** 五号. */
const SIZE = 10.5;
const SMALLER = [9, 7.5];
const LEADING = 14.5;
const ROW_PAD = 3;
const HEAD_PAD = 5;
const CELL_PAD = 4;
const STRONG = 0.9;
const FINE = 0.25;
/** From the end of the table to the first baseline below it. */
const AFTER = 26;
const MOST_LINES = 4;
const DAY = /^\d{4}年\d{1,2}月(\d{1,2}日)?$/u;

interface Cell {
  readonly lines: number;
  marksAt(firstBaseline: number): Mark[];
}
interface RowStyle {
  readonly weight: Weight;
  readonly pad: number;
  /** Of the line below. */
  readonly line: number;
}

const HEAD: RowStyle = { weight: 'bold', pad: HEAD_PAD, line: STRONG };
const ROW: RowStyle = { weight: 'regular', pad: ROW_PAD, line: FINE };

/**
 * Throws `PageFull`, with the column's title, when a cell needs more than four lines, or a figure does not fit in the
 * smallest size: a figure is never broken.
 */
export function layTable({ columns, rows, sums }: Table, fonts: FontChain): Piece[] {
  const titles = columns.map(({ title }) => title);
  const row = (texts: readonly string[], style: RowStyle): Piece => layRow(columns, texts, style, fonts);
  const head = withTopLine(row(titles, HEAD));
  const last = sums === undefined ? [] : [row(sums, { ...ROW, weight: 'bold', line: STRONG })];
  const body = rows.map((texts, at) => {
    const isLast = at === rows.length - 1;
    return {
      ...row(texts, { ...ROW, line: isLast ? STRONG : FINE }),
      holdsNext: isLast && sums !== undefined,
    };
  });
  const pieces = [...body, ...last].map((piece) => ({ ...piece, again: head }));
  const end = pieces.pop();
  const whole = end === undefined ? [] : [...pieces, { ...end, advance: end.advance + AFTER }];
  return [head, ...whole];
}

function withTopLine(head: Piece): Piece {
  return { ...head, holdsNext: true, marksAt: (y) => [rule(y, STRONG), ...head.marksAt(y)] };
}

function layRow(
  columns: readonly Column[],
  texts: readonly string[],
  { weight, pad, line }: RowStyle,
  fonts: FontChain,
): Piece {
  const whole = columns.reduce((sum, { share }) => sum + share, 0);
  let left = LEFT;
  const cells = columns.map((column, at) => {
    const width = (column.share / whole) * COLUMN;
    const cell = layCell(column, { text: texts[at] ?? '', left, width, weight }, fonts);
    left += width;
    return cell;
  });
  const lines = Math.max(1, ...cells.map((cell) => cell.lines));
  const height = lines * LEADING + 2 * pad;
  return {
    marksAt: (y) => [
      ...cells.flatMap((cell) => {
        const middle = y - height / 2 + ((cell.lines - 1) * LEADING) / 2;
        return cell.marksAt(middle - EM_MIDDLE * SIZE);
      }),
      rule(y - height, line),
    ],
    depth: height,
    advance: height,
    holdsNext: false,
  };
}

interface Place {
  readonly text: string;
  readonly left: number;
  readonly width: number;
  readonly weight: Weight;
}

/** On one line where it fits; else text wraps; figures, which stand on the right, and days get smaller. */
function layCell(column: Column, cell: Place, fonts: FontChain): Cell {
  const place = { ...cell, left: cell.left + CELL_PAD, width: cell.width - 2 * CELL_PAD };
  const isWhole = column.align === 'right' || DAY.test(cell.text);
  const sizes = isWhole ? [SIZE, ...SMALLER] : [SIZE];
  return oneLine(column, place, sizes, fonts) ?? severalLines(column, place, fonts);
}

function oneLine(
  { align }: Column,
  { text, left, width, weight }: Place,
  sizes: readonly number[],
  fonts: FontChain,
): Cell | undefined {
  const fitting = sizes
    .map((size) => ({ size, wide: setLine(text, fonts, { weight, size, left, baseline: 0 }).width }))
    .find(({ wide }) => wide <= width);
  if (fitting === undefined) return undefined;
  const { size, wide } = fitting;
  const start = align === 'left' ? left : left + width - wide;
  return {
    lines: 1,
    marksAt: (baseline) => setLine(text, fonts, { weight, size, left: start, baseline }).marks,
  };
}

function severalLines(
  { title, align }: Column,
  { text, left, width, weight }: Place,
  fonts: FontChain,
): Cell {
  const setting = { left, width, size: SIZE, leading: LEADING, indent: 0 };
  const { lineCount, marksAt } = balanced(text, weight, setting, fonts);
  if (align === 'right' || lineCount > MOST_LINES) throw new PageFull(title);
  return { lines: lineCount, marksAt };
}

/** In the narrowest column that needs no more lines: the last line is then no single character. */
function balanced(text: string, weight: Weight, setting: Setting, fonts: FontChain): Paragraph {
  const whole = setParagraph([{ text, weight }], fonts, setting);
  let best = whole;
  for (let width = setting.width - SIZE; width > setting.width / 2; width -= SIZE) {
    const narrower = setParagraph([{ text, weight }], fonts, { ...setting, width });
    if (narrower.lineCount > whole.lineCount) break;
    best = narrower;
  }
  return best;
}
