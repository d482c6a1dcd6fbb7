/** 居住证明, the residence certificate: from its data to the PDF that is printed and kept. */
import type { CivilDate } from './civil-words.ts';
import { type FontChain, GlyphsMissing } from './fonts.ts';
import { writePdf } from './pdf/write-pdf.ts';
import type { CodeUrl } from './qr.ts';
import { residenceSheet, wordsOn } from './residence-sheet.ts';

/** What the paper says. All text as it is to be printed; times are of Asia/Shanghai. */
export interface ResidenceCertificate {
  /** e.g. 610202001001-2026-000173 */
  readonly number: string;
  /** 1 for the first paper of this certificate. */
  readonly copy: number;
  readonly name: string;
  readonly sex: '男' | '女' | '未说明';
  /** With its 族: 汉族. */
  readonly ethnic: string;
  /** The whole number: the paper is the resident's own. */
  readonly idNumber: string;
  readonly since: CivilDate;
  readonly address: string;
  readonly purpose: string;
  readonly validDays: number;
  readonly validUntil: CivilDate;
  /** e.g. 红旗社区居民委员会; 4 to 20 characters fit the seal. */
  readonly issuer: string;
  readonly issuedAt: { readonly date: CivilDate /** `HH:MM` */; readonly time: string };
  /** e.g. 01号自助终端 */
  readonly kioskName: string;
  readonly code: CodeUrl;
  /** What a person types who cannot scan, e.g. linli.example/C */
  readonly checkHost: string;
}

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
  return await writePdf(residenceSheet(data, fonts), fonts, { title: '居住证明', at }, options);
}
