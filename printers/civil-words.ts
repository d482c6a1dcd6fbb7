/** Dates and numbers as a paper says them. */

/** `YYYY-MM-DD`, Asia/Shanghai. */
export type CivilDate = string;
/** `time` is `HH:MM`. */
export interface CivilMoment {
  readonly date: CivilDate;
  readonly time: string;
}

/** The instant at which the minute begins. */
export function instantOf({ date, time }: CivilMoment): Date {
  return new Date(`${date}T${time}:00+08:00`);
}

/** 2026-01-02 as 2026年1月2日. */
export function spokenDate(date: CivilDate): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${year}年${month}月${day}日`;
}

/** 2026 年 1 月 as 2026年1月: a screen has a space between figures and Han, a paper has none or its own. */
export function closeFigures(text: string): string {
  return text.replaceAll(/(?<=\p{Script=Han}) (?=\d)|(?<=\d) (?=\p{Script=Han})/gu, '');
}

const WEEKDAYS = '日一二三四五六';

/** 2026-11-22 as 星期日. */
export function weekday(date: CivilDate): string {
  return `星期${WEEKDAYS.charAt(new Date(`${date}T00:00:00Z`).getUTCDay())}`;
}

const YUAN = new Intl.NumberFormat('zh-CN', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** 123456 fen as 1,234.56. */
export function yuan(fen: number): string {
  return YUAN.format(fen / 100);
}

const DIGITS = '零一二三四五六七八九';

/** 1 to 999 in Chinese numerals, as days of validity are written: 30 is 三十. */
export function chineseNumber(value: number): string {
  const [hundreds, tens, ones] = [Math.floor(value / 100), Math.floor(value / 10) % 10, value % 10];
  const digit = (of: number): string => DIGITS.charAt(of);
  if (hundreds === 0 && tens === 0) return digit(ones);
  const unit = ones === 0 ? '' : digit(ones);
  if (hundreds === 0) return `${tens === 1 ? '' : digit(tens)}十${unit}`;
  if (tens === 0) return `${digit(hundreds)}百${ones === 0 ? '' : `零${unit}`}`;
  return `${digit(hundreds)}百${digit(tens)}十${unit}`;
}
