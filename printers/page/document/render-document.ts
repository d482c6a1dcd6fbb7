/** A document as a file to be printed and kept, and how many pages it has. */
import { type CivilMoment, instantOf } from '../../civil-words.ts';
import type { FontChain } from '../fonts.ts';
import { type Writing, writePdf } from '../pdf/write-pdf.ts';
import type { PageDocument } from './page-document.ts';
import { setDocument } from './set-document.ts';

/** Plain data, so that another thread can draw it. */
export interface DatedDocument {
  /** In the file's metadata: no personal data. */
  readonly title: string;
  readonly issuedAt: CivilMoment;
  readonly document: PageDocument;
}

export interface Rendered {
  readonly pdf: Uint8Array;
  readonly pages: number;
}

/**
 * The same document and fonts give the same bytes. Throws `GlyphsMissing` before anything is drawn when a character has
 * no font, `PageFull` when the texts do not fit.
 */
export async function renderDocument(
  { title, issuedAt, document }: DatedDocument,
  fonts: FontChain,
  options: Writing = {},
): Promise<Rendered> {
  const sheets = setDocument(document, fonts);
  const pdf = await writePdf(sheets, fonts, { title, at: instantOf(issuedAt) }, options);
  return { pdf, pages: sheets.length };
}
