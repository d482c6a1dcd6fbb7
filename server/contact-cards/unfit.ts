/** What keeps a card from being drawn, in words for staff. */
import { codePointNames } from '#printers/page/code-points.ts';
import { type ContactCard, layCard } from '#printers/page/contact-cards/contact-card.ts';
import { PageFull } from '#printers/page/document/page-full.ts';
import { type FontChain, GlyphsMissing } from '#printers/page/fonts.ts';
import type { CardLine, Complaint } from './card-file.ts';

const COLUMN_OF: Readonly<Record<string, string>> = {
  community: '社区',
  name: '姓名',
  role: '职务',
  grid: '网格',
  phone: '电话',
} satisfies Partial<Record<keyof ContactCard, string>>;

/** Draws each card once, on no paper. */
export function unfit(cards: readonly CardLine[], fonts: FontChain): Complaint[] {
  return cards.flatMap(({ line, card }) => {
    const sentence = sentenceOn(card, fonts);
    return sentence === undefined ? [] : [{ line, sentence }];
  });
}

function sentenceOn(card: ContactCard, fonts: FontChain): string | undefined {
  try {
    layCard(card, [0, 0], fonts);
    return undefined;
  } catch (fault) {
    if (fault instanceof PageFull) return `“${COLUMN_OF[fault.where]}”太长，卡片上放不下。`;
    if (!(fault instanceof GlyphsMissing)) throw fault;
    return `有字画不出来（${codePointNames(fault.codePoints)}）：字库里没有。请装上生僻字字体，再做一次。`;
  }
}
