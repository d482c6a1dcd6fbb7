/** What the code of a certificate says, to be compared with the paper. */
import type { CertificateClaims } from '../certificate-code.ts';

const TITLES: Readonly<Record<string, string>> = { 'residence-certificate': '居住证明' };

/** Name and value of each, in the order of the paper and masked as the code carries it. `spoken`: how YYYY-MM-DD is said. */
export function factsOf(
  claims: CertificateClaims,
  spoken: (day: string) => string,
): readonly (readonly [name: string, value: string])[] {
  return [
    ['证明', `${TITLES[claims.type] ?? claims.type}，第 ${claims.copy} 份`],
    ['编号', claims.number],
    ['姓名', claims.maskedName],
    ['证件号', `最后四位 ${claims.lastFour}`],
    ['居住地址', claims.address],
    ['住在这里', `从 ${spoken(claims.since)}起`],
    ['用途', claims.purpose],
    ['开具', spoken(chinaDay(claims.issued))],
    ['有效到', spoken(lastDayOf(claims))],
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
