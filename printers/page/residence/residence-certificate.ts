/** 居住证明, the residence certificate: from its data to the PDF that is printed and kept. */
import { renderDocument } from '../document/render-document.ts';
import type { FontChain } from '../fonts.ts';
import type { Writing } from '../pdf/write-pdf.ts';
import { residenceDocument } from './residence-document.ts';
import { type ResidenceCertificate, TITLE } from './residence-words.ts';

export type { ResidenceCertificate } from './residence-words.ts';

/**
 * One A4 page, at most 60 kB; the same data and fonts give the same bytes. The file's metadata hold no personal data.
 * Throws `GlyphsMissing` before anything is drawn when a character has no font, `PageFull` when a text is so long that
 * it does not fit the page even in small type (about 350 characters of name, address and purpose together).
 */
export async function renderResidenceCertificate(
  data: ResidenceCertificate,
  fonts: FontChain,
  options: Writing = {},
): Promise<Uint8Array> {
  const { issuedAt } = data;
  const { pdf } = await renderDocument(
    { title: TITLE, issuedAt, document: residenceDocument(data) },
    fonts,
    options,
  );
  return pdf;
}
