/** What every slip about a service has in common: who hands it out, what it is about, for whom, when; and whom to ask. */
import { closeFigures } from '#printers/civil-words.ts';
import type { Slip } from '#printers/slip/slip.ts';
import { centred, left, RULE } from '#printers/slip/slip-lines.ts';
import { maskedName } from '#server/contract/person/masked-name.ts';
import type { Localised } from '#server/contract/words.ts';
import { chinaDay, chinaTime } from '../../rules/civil-date.ts';

export type Line = Slip['lines'][number];

export interface NoticeHead {
  /** e.g. 红旗社区居民委员会 */
  readonly issuer: string;
  /** In full; only its mask is printed. Undefined when nobody laid a card. */
  readonly name?: string | undefined;
  /** Ms since 1970. */
  readonly at: number;
}

interface Notice {
  /** At most eight characters, or it wraps on narrow paper. */
  readonly title: string;
  /** What the person came for. */
  readonly about: { readonly name: string; readonly value: string };
  readonly body: readonly Line[];
}

/** As a paper says it. */
export function said({ zh }: Localised): string {
  return closeFigures(zh);
}

export const FEED: Line = { kind: 'feed' };

export const WHOM_TO_ASK = '有不对的地方，带着这张小票到社区服务台，或按机器上的“找人帮忙”。';

export function notice({ issuer, name, at }: NoticeHead, { title, about, body }: Notice): Slip {
  return {
    lines: [
      centred(issuer),
      centred(title, 'double'),
      RULE,
      { kind: 'pair', ...about },
      ...(name === undefined ? [] : [{ kind: 'pair', name: '给谁', value: maskedName(name) } as const]),
      { kind: 'pair', name: '时间', value: `${chinaDay(at)} ${chinaTime(at)}` },
      RULE,
      ...body,
      RULE,
      left(WHOM_TO_ASK),
      FEED,
    ],
  };
}

/** A short word, and beside it a sentence that hangs under its own beginning. In columns of narrow paper. */
const WORD = 6;
const SENTENCE = 25;

export function hanging(word: string, sentence: string): Line {
  return {
    kind: 'columns',
    cells: [
      { text: word, share: WORD, align: 'left' },
      { text: sentence, share: SENTENCE, align: 'left' },
    ],
  };
}
