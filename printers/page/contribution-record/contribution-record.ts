/** 社会保险缴费记录: month by month what was paid for a resident; as many pages as that takes. */
import { instantOf } from '../../civil-words.ts';
import { setDocument } from '../document/set-document.ts';
import type { FontChain } from '../fonts.ts';
import { type Writing, writePdf } from '../pdf/write-pdf.ts';
import { type ContributionRecord, contributionDocument, TITLE } from './contribution-document.ts';

export type { Contribution, ContributionRecord } from './contribution-document.ts';

/** Throws `GlyphsMissing` before anything is drawn when a character has no font, `PageFull` when a text is too long. */
export async function renderContributionRecord(
  data: ContributionRecord,
  fonts: FontChain,
  options: Writing = {},
): Promise<Uint8Array> {
  const about = { title: TITLE, at: instantOf(data.issuedAt) };
  return await writePdf(setDocument(contributionDocument(data), fonts), fonts, about, options);
}
