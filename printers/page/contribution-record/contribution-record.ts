/** 社会保险缴费记录: month by month what was paid for a resident; as many pages as that takes. */
import type { CivilDate, CivilMonth } from '../civil-words.ts';
import { setDocument } from '../document/set-document.ts';
import type { FontChain } from '../fonts.ts';
import { type Writing, writePdf } from '../pdf/write-pdf.ts';
import type { CodeUrl } from '../qr.ts';
import { contributionDocument, TITLE } from './contribution-document.ts';

/** All text as it is to be printed; times are of Asia/Shanghai. */
export interface ContributionRecord {
  readonly number: string;
  /** 1 for the first paper of this record. */
  readonly copy: number;
  readonly name: string;
  readonly idNumber: string;
  /** e.g. 公民身份号码 */
  readonly numberTitle: string;
  /** The card it was asked for with, e.g. 身份证. */
  readonly cardTitle: string;
  /** e.g. 企业职工基本养老保险 */
  readonly insurance: string;
  /** In the order in which they are to stand, at least one. */
  readonly months: readonly Contribution[];
  /** What was paid later is not in it. */
  readonly asOf: CivilDate;
  readonly issuer: string;
  /** On the seal, e.g. 自助服务专用章 */
  readonly sealUse: string;
  readonly issuedAt: { readonly date: CivilDate; readonly time: string };
  readonly kioskName: string;
  readonly code: CodeUrl;
  readonly checkHost: string;
}

export interface Contribution {
  readonly month: CivilMonth;
  readonly employer: string;
  readonly baseFen: number;
  readonly employerFen: number;
  readonly personFen: number;
}

/** Throws `GlyphsMissing` before anything is drawn when a character has no font, `PageFull` when a text is too long. */
export async function renderContributionRecord(
  data: ContributionRecord,
  fonts: FontChain,
  options: Writing = {},
): Promise<Uint8Array> {
  const at = new Date(`${data.issuedAt.date}T${data.issuedAt.time}:00+08:00`);
  return await writePdf(setDocument(contributionDocument(data), fonts), fonts, { title: TITLE, at }, options);
}
