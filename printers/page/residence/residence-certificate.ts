/** 居住证明, the residence certificate: from its data to the PDF that is printed and kept. */
import { type FontChain, GlyphsMissing } from '../fonts.ts';
import { writePdf } from '../pdf/write-pdf.ts';
import { residenceSheet } from './residence-sheet.ts';
import { type ResidenceCertificate, wordsOn } from './residence-words.ts';

export type { ResidenceCertificate } from './residence-words.ts';

/**
 * One A4 page, at most 60 kB; the same data and fonts give the same bytes. The file's metadata hold no personal data.
 * Throws `GlyphsMissing` before anything is drawn when a character has no font, `PageFull` when a text is so long that
 * it does not fit the page even in small type (about 350 characters of name, address and purpose together).
 */
export async function renderResidenceCertificate(
  data: ResidenceCertificate,
  fonts: FontChain,
  options: { readonly wholeFonts?: boolean } = {},
): Promise<Uint8Array> {
  const missing = fonts.missingGlyphs(wordsOn(data).join(''));
  if (missing.length > 0) throw new GlyphsMissing(missing);
  const at = new Date(`${data.issuedAt.date}T${data.issuedAt.time}:00+08:00`);
  return await writePdf([residenceSheet(data, fonts)], fonts, { title: '居住证明', at }, options);
}
