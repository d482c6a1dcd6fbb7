/** Sentences with gaps, `您可在<earliest>以后再来`, filled as people speak: 两个月, 2027年1月23日. */
import { addMonths, type CivilDate, daysBetween, isCivilDate, monthsBetween } from '../civil-date.ts';

/** A gap is a name, or a name and `|month` for a day told to the month; sums before 元 stay figures. Angle brackets, as braces mean something in YAML. */
const GAP = /<([a-z0-9_.]+)(\|month)?>(?=(元)?)/gu;
const DIGITS = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
/** From here on figures are easier to grasp than words. */
const SPOKEN_BELOW = 100;
/** Months from which on a time is told in years. */
const TOLD_IN_YEARS = 24;

export type Language = 'zh' | 'en';
/** What stands in the gap of a name, asked only for names that a sentence has; undefined leaves the gap empty. */
export type Gaps = (name: string) => string | number | boolean | undefined;

export function placeholdersOf(sentence: string): string[] {
  return [...sentence.matchAll(GAP)].map(([, name = '']) => name);
}

export function fill(sentence: string, gaps: Gaps, language: Language): string {
  return sentence.replace(GAP, (_, name: string, month: string | undefined, yuan: string | undefined) => {
    const value = gaps(name);
    if (value === undefined) return '';
    return yuan === undefined ? toldScalar(value, language, month !== undefined) : String(value);
  });
}

/** The time from one day to a later one: 两个月, 一个月零三天, 十二天. */
export function waitBetween(from: CivilDate, to: CivilDate, language: Language): string {
  const months = monthsBetween(from, to);
  const days = daysBetween(addMonths(from, months), to);
  if (language === 'en') {
    return [counted(months, 'month'), counted(days, 'day')].filter((part) => part !== '').join(' and ');
  }
  if (months >= TOLD_IN_YEARS) return inYears(months, days);
  if (months === 0) return `${spoken(days)}天`;
  return `${spoken(months)}个月${days === 0 ? '' : `零${spoken(days)}天`}`;
}

/** A day as 2026 年 7 月 23 日, a number as it is spoken, yes and no in words. */
export function toldScalar(value: string | number | boolean, language: Language, toTheMonth = false): string {
  if (typeof value === 'number') return language === 'zh' ? spoken(value) : String(value);
  if (typeof value === 'string' && isCivilDate(value)) return toldDay(value, language, toTheMonth);
  if (typeof value === 'boolean') return language === 'zh' ? (value ? '是' : '否') : value ? 'yes' : 'no';
  return value;
}

function toldDay(date: CivilDate, language: Language, toTheMonth: boolean): string {
  if (language === 'en') return toTheMonth ? date.slice(0, 7) : date;
  const [year, month, day] = date.split('-').map(Number);
  return toTheMonth ? `${year} 年 ${month} 月` : `${year} 年 ${month} 月 ${day} 日`;
}

/** Before a measure word two is 两, not 二. */
function spoken(count: number): string {
  if (!Number.isInteger(count) || count < 0 || count >= SPOKEN_BELOW) return String(count);
  if (count === 2) return '两';
  if (count < 10) return DIGITS[count] ?? '';
  const tens = Math.floor(count / 10);
  const rest = count % 10;
  return `${tens === 1 ? '' : DIGITS[tens]}十${rest === 0 ? '' : DIGITS[rest]}`;
}

/** Nobody reckons a long time to the day: 十二年零五个月, and a little more is a month more. */
function inYears(months: number, days: number): string {
  const whole = days === 0 ? months : months + 1;
  const rest = whole % 12;
  return `${spoken(Math.floor(whole / 12))}年${rest === 0 ? '' : `零${spoken(rest)}个月`}`;
}

function counted(count: number, unit: string): string {
  return count === 0 ? '' : `${count} ${unit}${count === 1 ? '' : 's'}`;
}
