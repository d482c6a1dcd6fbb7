/** All the page says. Spoken language; never a bare yes. */
import type { LookupAnswer } from '#server/contract/certificates.ts';
import { MOODS, type Mood, type Verdict } from '#server/contract/paper/code-verdict.ts';
import { chinaDay, lastDayOf } from '#server/contract/paper/facts.ts';

export interface Saying {
  readonly mood: Mood;
  readonly title: string;
  readonly text: string;
}

export const COMPARE_TITLE = '和纸上比一比';
export const COMPARE_TEXT = '每一样都一样，才是这一张。有一样不同，就是改过的。';

/** `live`: which copy is good instead, where the server could be asked. */
export function sayingOf(verdict: Verdict, live?: string): Saying {
  return { mood: MOODS[verdict.kind], ...wordsOn(verdict, live) };
}

function wordsOn(verdict: Verdict, live: string | undefined): Omit<Saying, 'mood'> {
  switch (verdict.kind) {
    case 'valid':
      return {
        title: '码是真的，还有效',
        text: `${verdict.issuerName}签发。刚查过作废名单，这一份没有作废。纸是不是真的，要看下面每一样。`,
      };
    case 'valid_status_unchecked':
      return {
        title: '码是真的，暂时查不到有没有作废',
        text: `${verdict.issuerName}签发。${sinceWords(verdict.lastAsOf)}连上网再扫一次，就能查清。`,
      };
    case 'expired':
      return {
        title: '码是真的，但过期了',
        text: `${verdict.issuerName}签发，有效到 ${spokenDay(lastDayOf(verdict.claims))}。请本人再去打一张新的，免费。`,
      };
    case 'not_live':
      return {
        title: `第 ${verdict.claims.copy} 份作废了`,
        text: live ?? '以有效的那一份为准。请本人拿来，或再去打一张，免费。',
      };
    case 'not_yet':
      return {
        title: '日期对不上',
        text: '纸上的日期比手机上的还晚。看看手机的日期对不对，改好再扫。',
      };
    case 'unknown_key':
      return {
        title: '不认识签发的单位',
        text: '签这个码的不是我们认得的单位。不要收，打电话问问签发的社区。',
      };
    case 'damaged':
      return {
        title: '码不完整，或被改过',
        text: '把纸放平、擦干净，再扫一次。还是这样，就不要收。',
      };
    case 'not_ours':
      return {
        title: '这不是证明上的码',
        text: '请扫证明左下角的那个码，或者在下面输入编号查。',
      };
    case 'not_checked':
      return {
        title: '现在验不了',
        text: '头一次用，要连上网取一次签发单位的名单。连上网再扫一次。',
      };
    default:
      return verdict satisfies never;
  }
}

export function lookupSaying(answer: LookupAnswer): Saying {
  const dates = answer.validUntil
    ? `开具 ${spokenDay(answer.issuedOn ?? '')}，有效到 ${spokenDay(answer.validUntil)}。`
    : '';
  const paper = answer.title === undefined ? '这张证明' : `“${answer.title}”`;
  switch (answer.found) {
    case 'live':
      return {
        mood: 'good',
        title: `有${paper}，第 ${answer.copy} 份有效`,
        text: `${dates}纸上写的要是别的份数，那一份作废了。${contentOf(answer)}`,
      };
    case 'expired':
      return { mood: 'care', title: `有${paper}，但过期了`, text: `${dates}请本人再去打一张新的，免费。` };
    case 'no_longer_live':
      return { mood: 'bad', title: `${paper}作废了`, text: `${dates}请问签发的社区。` };
    case 'unknown':
      return {
        mood: 'bad',
        title: '没有查到',
        text: '编号或后四位不对。对着纸再看一遍；还是查不到，就不要收。',
      };
    default:
      return answer.found satisfies never;
  }
}

/** Whoever types sees no more of the paper than its sentence. */
function contentOf({ holder, statement }: LookupAnswer): string {
  if (holder === undefined || statement === undefined) return '纸上的内容要扫码才能核对。';
  return `上面应当写着“${statement}”，数据来自${holder}。别的内容要扫码才能核对。`;
}

/** Of a copy that is no longer live: which one is. Undefined when the server does not know the paper. */
export function liveCopyWords({ found, copy }: LookupAnswer): string | undefined {
  switch (found) {
    case 'live':
      return `现在有效的是第 ${copy} 份。请本人拿那一份来。`;
    case 'expired':
    case 'no_longer_live':
      return '现在没有有效的一份。请本人再去打一张，免费。';
    case 'unknown':
      return undefined;
    default:
      return found satisfies never;
  }
}

export const LOOKUP_MALFORMED: Saying = {
  mood: 'none',
  title: '还没填对',
  text: '编号像 610202001001-2026-000173，后四位是四个数字（最后一位可以是 X）。',
};
export const LOOKUP_TOO_OFTEN: Saying = {
  mood: 'none',
  title: '今天查得太多了',
  text: '请扫证明上的码，或者明天再查。',
};
export const LOOKUP_OFFLINE: Saying = { mood: 'none', title: '没连上', text: '看看手机有没有网，再查一次。' };

function sinceWords(lastAsOf: number | undefined): string {
  return lastAsOf === undefined
    ? '这部手机还没取到过作废名单。'
    : `手机里的作废名单是 ${momentOf(lastAsOf)} 的，那时没有作废，后来的不知道。`;
}

/** Seconds since 1970 as a moment in China. */
function momentOf(seconds: number): string {
  const time = { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  return `${spokenDay(chinaDay(seconds))} ${new Date(seconds * 1000).toLocaleTimeString('zh-CN', time)}`;
}

/** 2026-01-02 as it is said. */
export function spokenDay(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year} 年 ${month} 月 ${date} 日`;
}
