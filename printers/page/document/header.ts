/** What stands at the head of each page: number, copy, page. */
import type { FontChain } from '../fonts.ts';
import type { Mark } from '../sheet.ts';
import { setLine } from '../text/paragraph.ts';
import { LEFT, RIGHT, rule, SMALL } from './frame.ts';
import type { Header } from './page-document.ts';

const BASELINE = 767;
export const HEADER_RULE = 755.5;

export interface PageNumber {
  /** From 1. */
  readonly page: number;
  readonly pages: number;
}

/** `title`: on the pages that go on with a paper, whose paper it is that goes on. */
export function layHeader(
  header: Header,
  title: string | undefined,
  at: PageNumber,
  fonts: FontChain,
): Mark[] {
  const style = { weight: 'regular', size: SMALL.size, left: LEFT, baseline: BASELINE } as const;
  const [left, right] = headerWords(header, at);
  const { width } = setLine(right, fonts, style);
  const middle = title === undefined || at.page === 1 ? '' : `${title}（续）`;
  const middleLeft = (LEFT + RIGHT - setLine(middle, fonts, style).width) / 2;
  return [
    ...setLine(left, fonts, style).marks,
    ...setLine(right, fonts, { ...style, left: RIGHT - width }).marks,
    ...setLine(middle, fonts, { ...style, left: middleLeft }).marks,
    rule(HEADER_RULE),
  ];
}

export function headerWords({ number, copy }: Header, { page, pages }: PageNumber): [string, string] {
  const place = pages === 1 ? '共 1 页' : `第 ${page} 页 共 ${pages} 页`;
  return [`编号 ${number}`, `第 ${copy} 份 · ${place}`];
}
