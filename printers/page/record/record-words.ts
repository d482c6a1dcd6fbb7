/** What a record says: its data and, from them, every word that any service's paper has in common. */
import { type CivilDate, type CivilMoment, chineseNumber, spokenDate } from '../../civil-words.ts';
import { checkWords } from '../document/check-words.ts';
import type { Column } from '../document/page-document.ts';
import { fact, plain } from '../document/spans.ts';
import type { CodeUrl } from '../qr.ts';
import type { Span } from '../text/typesetting.ts';

/** All text as it is to be printed; times are of Asia/Shanghai. */
export interface RecordPaper {
  /** e.g. 社会保险参保证明 */
  readonly title: string;
  readonly number: string;
  /** 1 for the first paper of this record. */
  readonly copy: number;
  /** Paragraphs; what was filled in is underlined. */
  readonly says: readonly (readonly Said[])[];
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  readonly table?: RecordTable | undefined;
  /** What the code says in one sentence, to be held against what the phone shows. */
  readonly statement: string;
  readonly purpose: string;
  readonly validDays: number;
  readonly validUntil: CivilDate;
  /** Whose data it is, e.g. 样例市社会保险经办中心 */
  readonly holder: string;
  /** Who hands it out and seals it, e.g. 红旗社区居民委员会; 4 to 20 characters fit the seal. */
  readonly issuer: string;
  readonly issuedAt: CivilMoment;
  readonly kioskName: string;
  /** The card it was asked for with, e.g. 身份证. */
  readonly cardTitle: string;
  readonly code: CodeUrl;
  /** What a person types who cannot scan, e.g. linli.example/C */
  readonly checkHost: string;
}

export interface Said {
  readonly text: string;
  readonly isFact: boolean;
}

export interface RecordTable {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
  /** By column; empty where none is told. The first says how many rows there are. */
  readonly sums: readonly string[];
}

/** The seal is the community's: the holder of the data has none here. */
export const SEAL_USE = '自助打印专用章';

/** A number, a day or a short word is kept on one line. */
const WHOLE = /^([\x20-\x7e]+|\d+年\d+月(\d+日)?|.{1,6})$/u;

export function spansOf(said: readonly Said[]): Span[] {
  return said.map(({ text, isFact }) =>
    isFact ? fact(text, WHOLE.test(text) ? 'whole' : 'breakable') : plain(text),
  );
}

/** Two orders of the same words, as the last day is not broken. */
export function terms({ purpose, validDays, validUntil }: RecordPaper): Span[][] {
  const use = [plain('用途：'), fact(purpose, 'breakable'), plain('。')];
  const days = fact(`${chineseNumber(validDays)}日`, 'whole');
  const last = fact(spokenDate(validUntil), 'whole');
  return [
    [...use, plain('自打印之日起'), days, plain('内有效，有效期至'), last, plain('。')],
    [...use, plain('有效期至'), last, plain('，自打印之日起'), days, plain('。')],
  ];
}

/** Said on the sheet itself: whose word this is, and whose only the printing. */
export function provenance({ holder, issuer, kioskName }: RecordPaper): Span[] {
  return [plain(`数据由${holder}提供，${issuer}${kioskName}代为打印。`)];
}

export function footWords({ statement, issuedAt, kioskName, cardTitle, checkHost }: RecordPaper): Span[][] {
  const made = `本人于 ${issuedAt.date} ${issuedAt.time} 在${kioskName}刷${cardTitle}打印。`;
  const [title = [], how = [], ...rest] = checkWords({ checkHost, compared: '姓名、日期和下面这句话', made });
  const [same = [], when = []] = rest;
  return [title, how, same, [plain(`“${statement}”`)], when];
}
