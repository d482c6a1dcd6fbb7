/** 查询结果: the answer of a query, to be taken home. */

import { widthOf } from '#printers/slip/layout.ts';
import type { Slip } from '#printers/slip/slip.ts';
import { heading, left, RULE } from '#printers/slip/slip-lines.ts';
import type { Offer } from '#server/contract/decisions.ts';
import { type Line, type NoticeHead, notice } from './notice.ts';

/** A slip of more is nobody's to read: the screen has them all. */
const MOST_ROWS = 60;
/** A column is never so narrow or so wide, in columns of the printer's font. */
const NARROWEST = 4;
const WIDEST = 20;
const FIGURES = /^[\d,.\-+%￥¥]*$/u;

type Table = NonNullable<Offer['table']>;

export function answerSlip(
  head: NoticeHead,
  {
    title,
    issuer,
    statement,
    lines = [],
    table,
  }: Pick<Offer, 'title' | 'issuer' | 'statement' | 'lines' | 'table'>,
): Slip {
  return notice(head, {
    title: '查询结果',
    about: { name: '查的事', value: title.zh },
    body: [
      ...(statement === undefined ? [] : [heading(statement.zh), { kind: 'feed' } as const]),
      ...lines.map(({ label, value }): Line => ({ kind: 'pair', name: label.zh, value: value.zh })),
      ...(table === undefined ? [] : tableLines(table)),
      RULE,
      left(`数据来自${issuer}，是打印时查到的。这张小票给您自己看，不是证明。`),
    ],
  });
}

function tableLines({ columns, rows }: Table): readonly Line[] {
  const titles = columns.map(({ zh }) => zh);
  const shown = rows.slice(0, MOST_ROWS);
  const styles = titles.map((title, at) =>
    columnStyle(
      title,
      shown.map((row) => row[at] ?? ''),
    ),
  );
  const row = (texts: readonly string[]): Line => ({
    kind: 'columns',
    cells: styles.map((style, at) => ({ ...style, text: texts[at] ?? '' })),
  });
  const unshown = rows.length - shown.length;
  return [
    RULE,
    row(titles),
    RULE,
    ...shown.map(row),
    ...(unshown > 0 ? [left(`还有 ${unshown} 条，在机器上看。`)] : []),
  ];
}

/** As wide as what stands in it; figures on the right. */
function columnStyle(title: string, texts: readonly string[]): { share: number; align: 'left' | 'right' } {
  const widest = Math.max(...[title, ...texts].map(widthOf));
  return {
    share: Math.min(WIDEST, Math.max(NARROWEST, widest)),
    align: texts.every((text) => FIGURES.test(text)) ? 'right' : 'left',
  };
}
