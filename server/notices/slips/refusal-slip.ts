/** 还差什么: each condition that is not met, what the resident has, what is required, what to do, whom to ask, when to come back. */
import { spokenDate, weekday } from '#printers/civil-words.ts';
import type { Slip } from '#printers/slip/slip.ts';
import { centred, heading, RULE } from '#printers/slip/slip-lines.ts';
import type { DecisionAnswer, Offer, Reason } from '#server/contract/decisions.ts';
import { meanwhileLines } from './meanwhile-slip.ts';
import { FEED, hanging, type Line, type NoticeHead, notice, said } from './notice.ts';

export type Refusal = Extract<DecisionAnswer, { result: 'no' }>;

export function refusalSlip(
  head: NoticeHead,
  { title, meanwhile }: Pick<Offer, 'title' | 'meanwhile'>,
  { reasons, earliest }: Refusal,
): Slip {
  const several = reasons.length > 1;
  return notice(head, {
    title: '还差什么',
    about: { name: '要办的事', value: said(title) },
    body: [
      ...(earliest === undefined ? [] : returnDay(earliest)),
      ...reasons.flatMap((reason, at) => reasonLines(reason, several ? `${at + 1}. ` : '', earliest)),
      ...(meanwhile === undefined ? [] : [heading('都齐了以后'), ...meanwhileLines(meanwhile)]),
    ],
  });
}

/** Looked for weeks later, on the kitchen door. */
function returnDay(day: string): readonly Line[] {
  const [year = '', date = ''] = spokenDate(day).split(/(?<=年)/u);
  return [centred('这一天起再来'), centred(year), centred(date, 'double'), centred(weekday(day)), RULE];
}

/** The day is told once where it is the day of the whole. */
function reasonLines(
  { text, own, required, next, who, earliest }: Reason,
  number: string,
  whole?: string,
): readonly Line[] {
  const isOther = earliest !== undefined && earliest !== whole;
  return [
    heading(`${number}${said(text)}`),
    hanging('现在', own === undefined ? '没有查到记录' : said(own)),
    hanging('要求', said(required)),
    hanging('怎么办', said(next)),
    hanging('问哪里', who),
    ...(isOther ? [hanging('最早', spokenDate(earliest))] : []),
    FEED,
  ];
}
