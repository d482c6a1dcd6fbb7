/** What the residence certificate says: its data and, from them, every word on the page. */
import { type CivilDate, type CivilMoment, chineseNumber, spokenDate } from '../../civil-words.ts';
import { checkWords } from '../document/check-words.ts';
import { fact, plain } from '../document/spans.ts';
import type { CodeUrl } from '../qr.ts';
import type { Span } from '../text/typesetting.ts';

/** What the paper says. All text as it is to be printed; times are of Asia/Shanghai. */
export interface ResidenceCertificate {
  /** e.g. 610202001001-2026-000173 */
  readonly number: string;
  /** 1 for the first paper of this certificate. */
  readonly copy: number;
  readonly name: string;
  readonly sex: '男' | '女' | '未说明';
  /** With its 族: 汉族. Empty for those whose card names none. */
  readonly ethnic: string;
  /** The whole number: the paper is the resident's own. */
  readonly idNumber: string;
  /** e.g. 公民身份号码 */
  readonly numberTitle: string;
  /** The card it was asked for with, e.g. 身份证. */
  readonly cardTitle: string;
  readonly since: CivilDate;
  readonly address: string;
  readonly purpose: string;
  readonly validDays: number;
  readonly validUntil: CivilDate;
  /** e.g. 红旗社区居民委员会; 4 to 20 characters fit the seal. */
  readonly issuer: string;
  readonly issuedAt: CivilMoment;
  /** e.g. 01号自助终端 */
  readonly kioskName: string;
  readonly code: CodeUrl;
  /** What a person types who cannot scan, e.g. linli.example/C */
  readonly checkHost: string;
}

export const TITLE = '居住证明';
export const SEAL_USE = '自助服务专用章';

/** Two orders of the same words: the identity number cannot be broken, and in one of them it mostly falls well. */
export function statementWordings(data: ResidenceCertificate): Span[][] {
  const name = fact(data.name, 'whole');
  const number = [plain(data.numberTitle), fact(data.idNumber, 'whole')];
  const sex = data.sex === '未说明' ? [] : [plain('，'), fact(data.sex, 'whole')];
  const ethnic = data.ethnic === '' ? [] : [plain('，'), fact(data.ethnic, 'whole')];
  const people = [...sex, ...ethnic];
  const residence = [
    plain('，自'),
    fact(spokenDate(data.since), 'whole'),
    plain('起居住在'),
    fact(data.address, 'breakable'),
    plain('，至今未变。'),
  ];
  const numberFirst = [plain('兹证明'), name, plain('（'), ...number, plain('）'), ...people, ...residence];
  const numberLast = [plain('兹证明'), name, ...people, plain('，'), ...number, ...residence];
  return [numberLast, numberFirst];
}

export function terms(data: ResidenceCertificate): Span[] {
  return [
    plain('用途：'),
    fact(data.purpose, 'breakable'),
    plain('。本证明自开具之日起'),
    fact(`${chineseNumber(data.validDays)}日`, 'whole'),
    plain('内有效，有效期至'),
    fact(spokenDate(data.validUntil), 'whole'),
    plain('。'),
  ];
}

export function footWords(data: ResidenceCertificate): Span[][] {
  const { date, time } = data.issuedAt;
  const made = `本证明由本人于 ${date} ${time} 在${data.kioskName}刷${data.cardTitle}办理。`;
  return checkWords({ checkHost: data.checkHost, compared: '姓名、地址、日期', made });
}
