/** A slip's lines wrapped to the paper: columns of the printer's fixed font, in which a Han character takes two. */
import type { Slip } from './slip.ts';

type Line = Slip['lines'][number];
type TextLine = Extract<Line, { kind: 'text' }>;
type Style = Pick<TextLine, 'align' | 'size' | 'bold'>;

export type SlipRow =
  | ({ readonly kind: 'text'; readonly text: string } & Readonly<Style>)
  | { readonly kind: 'qr'; readonly text: string };

/** How many times as wide and as high. */
export const SCALE = { normal: 1, double: 2, quadruple: 4 } as const satisfies Record<
  TextLine['size'],
  number
>;

const PLAIN: Style = { align: 'left', size: 'normal', bold: false };
const PAIR_GAP = 2;
const RULE = '─';
/** An ASCII word, or one character; closing punctuation never begins a row. */
const TOKEN = /(?:[!-~]+|[^!-~])[，。、；：？！）》」』】”’]*/gu;
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
      return textRows(wrap(line.cells.map(({ text }) => text).join('  '), columns), PLAIN);
    case 'dots':
      return textRows(wrap(line.text, columns), PLAIN);
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

function right(text: string, columns: number): string {
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

function visible(text: string): string {
  return text.replace(INVISIBLE, '');
}
