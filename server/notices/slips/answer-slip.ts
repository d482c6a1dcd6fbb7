/** 查询结果: the answer of a query, to be taken home. */
import { closeFigures } from '#printers/civil-words.ts';
import type { Slip } from '#printers/slip/slip.ts';
import { heading, left, RULE } from '#printers/slip/slip-lines.ts';
import type { Offer } from '#server/contract/decisions.ts';
import { FEED, type Line, type NoticeHead, notice, said } from './notice.ts';
import { tableLines } from './table-lines.ts';

type Answer = Pick<Offer, 'title' | 'issuer' | 'statement' | 'lines' | 'table'>;

export function answerSlip(head: NoticeHead, { title, issuer, statement, lines = [], table }: Answer): Slip {
  return notice(head, {
    title: '查询结果',
    about: { name: '查的事', value: said(title) },
    body: [
      ...(statement === undefined ? [] : [heading(said(statement)), FEED]),
      ...lines.map(({ label, value }): Line => ({ kind: 'pair', name: said(label), value: said(value) })),
      ...(table === undefined ? [] : tableLines(table.columns.map(said), closed(table.rows))),
      RULE,
      left(`数据来自${issuer}，是打印时查到的。这张小票给您自己看，不是证明。`),
    ],
  });
}

function closed(rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return rows.map((row) => row.map(closeFigures));
}
