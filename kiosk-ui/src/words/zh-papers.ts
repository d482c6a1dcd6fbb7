/** What is said of a scanned paper. Never a bare yes: what the code says is to be compared with the paper. */
import type { CertificateClaims } from '#server/contract/certificate-code.ts';
import type { Verdict } from '#server/contract/paper/code-verdict.ts';
import { zh } from './zh.ts';

/** Each mood has a shape of its own: ring, triangle, octagon, square. */
type Mood = 'good' | 'care' | 'bad' | 'none';
interface Saying {
  readonly mood: Mood;
  readonly title: string;
  readonly text: string;
}

export const COMPARE = '和纸上比一比，每一样都一样，才是这一张';

export function sayingOf(verdict: Verdict): Saying {
  switch (verdict.kind) {
    case 'valid':
      return {
        mood: 'good',
        title: '码是真的，还有效',
        text: `${verdict.issuerName}开的，没有作废。`,
      };
    case 'valid_status_unchecked':
      return {
        mood: 'care',
        title: '码是真的，没查到有没有作废',
        text: `${verdict.issuerName}开的。网有点慢，请过一会儿再扫一次。`,
      };
    case 'expired':
      return {
        mood: 'care',
        title: '码是真的，但过期了',
        text: `有效到 ${lastDay(verdict.claims)}。请本人再打一张，免费。`,
      };
    case 'not_live':
      return {
        mood: 'bad',
        title: `第 ${verdict.claims.copy} 份作废了`,
        text: '后来又打了新的一份，新的那份才算数。',
      };
    case 'not_yet':
      return {
        mood: 'care',
        title: '日期对不上',
        text: '纸上的日期比机器的还晚。请工作人员看一看。',
      };
    case 'unknown_key':
      return {
        mood: 'care',
        title: '不认识开证明的单位',
        text: '这台机器只认本社区开的。请工作人员看一看。',
      };
    case 'damaged':
      return {
        mood: 'bad',
        title: '码不完整，或被改过',
        text: '把纸放平、擦干净，再扫一次。还是这样，请工作人员看一看。',
      };
    case 'not_ours':
      return {
        mood: 'none',
        title: '这个码，这里用不上',
        text: '要查证明，请扫纸上左下角的码。要办事，请放身份证。',
      };
    case 'trust_list_missing':
      return { mood: 'none', title: '现在查不了', text: '网有点慢，请过一会儿再扫一次。' };
    default:
      return verdict satisfies never;
  }
}

/** What is to be compared with the paper, in its order; masked as it is there. */
export function factsOf(claims: CertificateClaims): readonly (readonly [string, string])[] {
  return [
    ['编号', claims.number],
    ['份数', `第 ${claims.copy} 份`],
    ['姓名', claims.maskedName],
    ['证件号', `最后四位 ${claims.lastFour}`],
    ['住址', claims.address],
    ['住在这里', `从 ${zh.date(claims.since)}起`],
    ['用途', claims.purpose],
    ['有效到', lastDay(claims)],
  ];
}

/** The last day on which it is good, in China. */
function lastDay({ expires }: CertificateClaims): string {
  const last = new Date((expires - 1) * 1000);
  return zh.date(last.toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' }));
}
