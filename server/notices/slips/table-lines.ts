/** A table on a slip: side by side where the paper is wide enough for it, else row by row. */
import { widthOf } from '#printers/slip/layout.ts';
import { heading, left, RULE } from '#printers/slip/slip-lines.ts';
import { FEED, type Line } from './notice.ts';

/** A longer slip is nobody's to read: the screen has them all. A row in several lines takes more paper. */
const MOST_ROWS = 60;
const MOST_ROWS_IN_LINES = 16;
/** More do not fit side by side on narrow paper. */
const MOST_COLUMNS = 3;
/** What a column of words asks for, in columns of the printer's font: words can be broken. */
const WORDS = 10;
const WHOLE = /^[\d年月日,.\-+%￥]*$/u;
const FIGURES = /^[\d,.\-+%￥]*$/u;

type Rows = readonly (readonly string[])[];

export function tableLines(titles: readonly string[], rows: Rows): readonly Line[] {
  const isNarrow = titles.length <= MOST_COLUMNS;
  const shown = rows.slice(0, isNarrow ? MOST_ROWS : MOST_ROWS_IN_LINES);
  const unshown = rows.length - shown.length;
  return [
    RULE,
    ...(isNarrow ? sideBySide(titles, shown) : shown.flatMap((row) => inLines(titles, row))),
    ...(unshown > 0 ? [left(`还有 ${unshown} 条，在机器上看。`)] : []),
  ];
}

function sideBySide(titles: readonly string[], rows: Rows): readonly Line[] {
  const styles = titles.map((title, at) =>
    styleOf(
      title,
      rows.map((row) => row[at] ?? ''),
    ),
  );
  const line = (texts: readonly string[]): Line => ({
    kind: 'columns',
    cells: styles.map((style, at) => ({ ...style, text: texts[at] ?? '' })),
  });
  return [line(titles), ...rows.map(line)];
}

/** Figures and days are never broken, and figures stand on the right. */
function styleOf(title: string, texts: readonly string[]): { share: number; align: 'left' | 'right' } {
  const isWhole = texts.every((text) => WHOLE.test(text));
  const widest = Math.max(...[title, ...texts].map(widthOf));
  return {
    share: isWhole ? widest : Math.min(WORDS, widest),
    align: texts.every((text) => FIGURES.test(text)) ? 'right' : 'left',
  };
}

/** The first cell names the row. */
function inLines(titles: readonly string[], [first = '', ...others]: readonly string[]): readonly Line[] {
  const pairs = others.map((value, at): Line => ({ kind: 'pair', name: titles[at + 1] ?? '', value }));
  return [heading(first), ...pairs, FEED];
}
