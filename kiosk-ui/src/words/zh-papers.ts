/** What is said of a scanned paper. Never a bare yes: what the code says is to be compared with the paper. */
import type { Verdict } from '#server/contract/paper/code-verdict.ts';
import { lastDayOf } from '#server/contract/paper/facts.ts';
import { zh } from './zh.ts';

interface Saying {
  readonly title: string;
  readonly text: string;
}

export const COMPARE = '和纸上比一比，每一样都一样，才是这一张';

export function sayingOf(verdict: Verdict): Saying {
  switch (verdict.kind) {
    case 'valid':
      return {
        title: '码是真的，还有效',
        text: `${verdict.issuerName}开的，没有作废。`,
      };
    case 'valid_status_unchecked':
      return {
        title: '码是真的，暂时查不到有没有作废',
        text: `${verdict.issuerName}开的。网有点慢，请过一会儿再扫一次。`,
      };
    case 'expired':
      return {
        title: '码是真的，但过期了',
        text: `有效到 ${zh.date(lastDayOf(verdict.claims))}。请本人再打一张，免费。`,
      };
    case 'not_live':
      return {
        title: `第 ${verdict.claims.copy} 份作废了`,
        text: '有效的那一份才算数。没有的话，请本人再打一张，免费。',
      };
    case 'not_yet':
      return {
        title: '日期对不上',
        text: '纸上的日期比机器的还晚。请工作人员看一看。',
      };
    case 'unknown_key':
      return {
        title: '不认识开证明的单位',
        text: '这台机器只认本社区开的。请工作人员看一看。',
      };
    case 'damaged':
      return {
        title: '码不完整，或被改过',
        text: '把纸放平、擦干净，再扫一次。还是这样，请工作人员看一看。',
      };
    case 'not_ours':
      return {
        title: '这个码，这里用不上',
        text: '要查证明，请扫纸上左下角的码。要办事，请放身份证。',
      };
    case 'not_checked':
      return { title: '现在查不了', text: '网有点慢，请过一会儿再扫一次。' };
    default:
      return verdict satisfies never;
  }
}
