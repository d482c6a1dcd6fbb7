/** What the code of a certificate says, to be compared with the paper. */
import type { CertificateClaims } from './certificate-code.ts';

/** The one paper whose code carries place and day in the place of a title. */
const UNTITLED = '居住证明';

type Fact = readonly [name: string, value: string];
type Spoken = (day: string) => string;

/** Name and value of each, in the order of the paper and masked as the code carries it. `spoken`: how YYYY-MM-DD is said. */
export function factsOf(claims: CertificateClaims, spoken: Spoken): readonly Fact[] {
  return [
    ['证明', `${'title' in claims ? claims.title : UNTITLED}，第 ${claims.copy} 份`],
    ['编号', claims.number],
    ['姓名', claims.maskedName],
    ['证件号', `最后四位 ${claims.lastFour}`],
    ...said(claims, spoken),
    ['用途', claims.purpose],
    ['开具', spoken(chinaDay(claims.issued))],
    ['有效到', spoken(lastDayOf(claims))],
  ];
}

function said(claims: CertificateClaims, spoken: Spoken): readonly Fact[] {
  if ('title' in claims) {
    return [
      ['内容', claims.statement],
      ['数据来自', claims.holder],
    ];
  }
  return [
    ['居住地址', claims.address],
    ['住在这里', `从 ${spoken(claims.since)}起`],
  ];
}

/** The last day on which it is good: the code has the end of it. */
export function lastDayOf({ expires }: CertificateClaims): string {
  return chinaDay(expires - 1);
}

/** Seconds since 1970 as YYYY-MM-DD in China. */
export function chinaDay(seconds: number): string {
  return new Date(seconds * 1000).toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' });
}
