/** A slip's lines wrapped to the paper: columns of the printer's fixed font, in which a Han character takes two. */
import { Dots } from './dots.ts';
import type { Slip } from './slip.ts';

type Line = Slip['lines'][number];
type TextLine = Extract<Line, { kind: 'text' }>;
type Style = Pick<TextLine, 'align' | 'size' | 'bold'>;
type Align = Style['align'];
type Cell = Extract<Line, { kind: 'columns' }>['cells'][number];

export type TextRow = { readonly kind: 'text'; readonly text: string } & Readonly<Style>;
export type SlipRow =
  | TextRow
  | { readonly kind: 'qr'; readonly text: string }
  | { readonly kind: 'dots'; readonly dots: Dots; readonly align: Align; readonly text: string };

/** How many times as wide and as high. */
export const SCALE = { normal: 1, double: 2, quadruple: 4 } as const satisfies Record<
  TextLine['size'],
  number
>;

const PLAIN: Style = { align: 'left', size: 'normal', bold: false };
const PAIR_GAP = 2;
const CELL_GAP = 1;
const NARROWEST = 2;
const RULE = '─';
/** An ASCII word, or one character; closing punctuation, or the dot within a name, never begins a row. */
const TOKEN = /(?:[!-~]+|[^!-~])[，。、；：？！）》」』】”’·•‧・]*/gu;
const INVISIBLE = /[\p{Cc}\p{Cf}\p{VS}]/gu;

export function layoutSlip({ lines }: Slip, columns: number): SlipRow[] {
  return lines.flatMap((line) => rowsOf(line, columns));
}

function rowsOf(line: Line, columns: number): SlipRow[] {
  switch (line.kind) {
    case 'text':
      return textRows(wrap(line.text, Math.floor(columns / SCALE[line.size])), line);
    case 'pair':
      return textRows(pairRows(line, columns), PLAIN);
    case 'rule':
      return textRows([RULE.repeat(Math.floor(columns / widthOf(RULE)))], PLAIN);
    case 'columns':
      return textRows(tableRows(line.cells, columns), PLAIN);
    case 'dots':
      return [
        {
          kind: 'dots',
          dots: new Dots(line.width, line.height, Buffer.from(line.bits, 'base64')),
          align: line.align,
          text: line.text,
        },
      ];
    case 'feed':
      return textRows([''], PLAIN);
    case 'qr':
      return [{ kind: 'qr', text: line.text }];
    default:
      return line satisfies never;
  }
}

function textRows(texts: readonly string[], { align, size, bold }: Style): SlipRow[] {
  return texts.map((text) => ({ kind: 'text', text, align, size, bold }));
}

/** On one row to both edges; a longer value hangs under its own beginning. */
function pairRows({ name, value }: { name: string; value: string }, columns: number): string[] {
  const label = visible(name);
  const indent = widthOf(label) + PAIR_GAP;
  if (indent * 2 > columns)
    return [...wrap(name, columns), ...wrap(value, columns).map((row) => right(row, columns))];
  const rows = wrap(value, columns - indent);
  if (rows.length === 1) return [label + right(rows[0] ?? '', columns - widthOf(label))];
  return rows.map((row, at) => (at === 0 ? label + ' '.repeat(PAIR_GAP) : ' '.repeat(indent)) + row);
}

/** Cells side by side, at least a column apart, each wrapped in its share of the width. */
function tableRows(cells: readonly Cell[], columns: number): string[] {
  const widths = cellWidths(cells, columns);
  const wrapped = cells.map(({ text }, at) => wrap(text, widths[at] ?? columns));
  const height = Math.max(0, ...wrapped.map((rows) => rows.length));
  return Array.from({ length: height }, (_, row) =>
    cells
      .map(({ align }, at) => {
        const [text, width] = [wrapped[at]?.[row] ?? '', widths[at] ?? columns];
        return align === 'right' ? right(text, width) : left(text, width);
      })
      .join(' '.repeat(CELL_GAP))
      .trimEnd(),
  );
}

/** Never below a Han character; what is left over, or lacks, falls to the widest. */
function cellWidths(cells: readonly Cell[], columns: number): number[] {
  const room = columns - CELL_GAP * (cells.length - 1);
  const shares = cells.reduce((sum, { share }) => sum + share, 0);
  const widths = cells.map(({ share }) => Math.max(NARROWEST, Math.floor((share / shares) * room)));
  const used = widths.reduce((sum, width) => sum + width, 0);
  const widest = widths.indexOf(Math.max(...widths));
  return widths.map((width, at) => (at === widest ? width + room - used : width));
}

/** At the left edge of so many columns. */
export function left(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - widthOf(text)));
}

/** At the right edge of so many columns. */
export function right(text: string, columns: number): string {
  return ' '.repeat(Math.max(0, columns - widthOf(text))) + text;
}

/** Everything outside ASCII is a double-byte character to the printer. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += character < '\u0080' ? 1 : 2;
  return width;
}

/** Rows of at most `columns`; always at least one. Characters without a shape are left out. */
export function wrap(text: string, columns: number): string[] {
  const rows: string[] = [];
  let row = '';
  for (const token of visible(text).match(TOKEN) ?? []) {
    for (const piece of widthOf(token) > columns ? token : [token]) {
      if (widthOf(row + piece) > columns) {
        rows.push(row.trimEnd());
        row = '';
      }
      if (row !== '' || piece !== ' ') row += piece;
    }
  }
  return [...rows, row.trimEnd()];
}

/** The yen sign of U+00A5 has a four-byte code, which most printers print as "0" and "6"; ￥ stands in every ROM. */
export function visible(text: string): string {
  return text.replace(INVISIBLE, '').replaceAll('¥', '￥');
}
