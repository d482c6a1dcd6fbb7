/** 到哪里办: for what this machine cannot take yet, where it is done and what to bring. */
import type { Slip } from '#printers/slip/slip.ts';
import { heading, left } from '#printers/slip/slip-lines.ts';
import type { Offer } from '#server/contract/decisions.ts';
import { FEED, type Line, type NoticeHead, notice, said } from './notice.ts';

type Meanwhile = NonNullable<Offer['meanwhile']>;

export function meanwhileSlip(
  head: NoticeHead,
  { title, statement }: Pick<Offer, 'title' | 'statement'>,
  meanwhile: Meanwhile,
): Slip {
  return notice(head, {
    title: '到哪里办',
    about: { name: '要办的事', value: said(title) },
    body: [
      ...(statement === undefined ? [] : [heading(said(statement)), FEED]),
      left('这件事机器上还办不了，先到这里办：'),
      ...meanwhileLines(meanwhile),
    ],
  });
}

/** Also said under a refusal, for when nothing is wanting any more. */
export function meanwhileLines({ where, bring, hours }: Meanwhile): readonly Line[] {
  return [
    heading(said(where)),
    ...(hours === undefined ? [] : [left(`开门时间：${said(hours)}`)]),
    ...(bring.length === 0 ? [] : [FEED, heading('要带的东西')]),
    ...bring.map((thing) => left(`· ${said(thing)}`)),
  ];
}
