/** 谁看过我的信息: who looked at what, when and why. */
import type { Slip } from '#printers/slip/slip.ts';
import { heading, left } from '#printers/slip/slip-lines.ts';
import type { Ledger, Looked } from '#server/contract/ledger.ts';
import { chinaDay, chinaTime } from '../../rules/civil-date.ts';
import { FEED, type Line, type NoticeHead, notice, said } from './notice.ts';

/** Some two metres of paper. */
const MOST_LOOKS = 24;

const OUTCOMES = {
  facts: '查到了',
  not_found: '查了，没有记录',
  unavailable: '没查成，对方没有回话',
  refused: '没查成，对方没有让看',
  stale: '查到的太旧，没有用',
} as const satisfies Record<Looked['outcome'], string>;

export function ledgerSlip(head: NoticeHead, { looks, more }: Ledger): Slip {
  const shown = looks.slice(0, MOST_LOOKS);
  return notice(head, {
    title: '谁看过我的信息',
    about: { name: '次数', value: `最近 ${shown.length} 次` },
    body: [
      ...(shown.length === 0 ? [left('还没有人看过您的信息。')] : []),
      ...shown.flatMap(lookLines),
      ...(more || looks.length > shown.length ? [left('更早的在机器上看。')] : []),
    ],
  });
}

function lookLines({ at, holder, reader, what, why, outcome }: Looked): readonly Line[] {
  const moment = Date.parse(at);
  return [
    heading(`${chinaDay(moment)} ${chinaTime(moment)}`),
    { kind: 'pair', name: '谁看的', value: said(reader) },
    { kind: 'pair', name: '谁的数据', value: said(holder) },
    { kind: 'pair', name: '看了什么', value: what.map(said).join('、') },
    { kind: 'pair', name: '为了什么', value: said(why) },
    { kind: 'pair', name: '结果', value: OUTCOMES[outcome] },
    FEED,
  ];
}
