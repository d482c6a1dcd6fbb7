/** 暂时查不到: that nobody has said no, and whom to ask. */
import type { Slip } from '#printers/slip/slip.ts';
import { heading, left } from '#printers/slip/slip-lines.ts';
import type { DecisionAnswer, Offer } from '#server/contract/decisions.ts';
import { FEED, type NoticeHead, notice, said } from './notice.ts';

export type NotKnown = Extract<DecisionAnswer, { result: 'unknown' }>;

export function unknownSlip(head: NoticeHead, { title }: Pick<Offer, 'title'>, { ask }: NotKnown): Slip {
  return notice(head, {
    title: '暂时查不到',
    about: { name: '要办的事', value: said(title) },
    body: [
      left('不是说您办不了，是有的情况机器暂时查不到，要先问清楚。'),
      FEED,
      ...ask.flatMap(({ who, text }) => [heading(`问：${who}`), left(said(text)), FEED]),
      left('问的时候把这张小票给他们看，问清了再来办。'),
    ],
  });
}
