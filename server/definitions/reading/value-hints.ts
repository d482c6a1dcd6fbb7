/** What to write in place of a value that is not of its type. */
import { isCivilDate } from '../../rules/civil-date.ts';
import type { FactType } from '../../rules/leaf-test.ts';

const SHOWN_CHARACTERS = 40;

/** As it stands in the file, cut short. */
export function shown(value: unknown): string {
  if (value === null || value === undefined) return '空的';
  if (Array.isArray(value)) return '一个列表';
  if (typeof value === 'object') return '几个键';
  const text = String(value);
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text;
}

/** `要写日期，写成 2020-01-01`, for `2020/1/1` where a day is wanted. */
export function valueHint(type: FactType, value: unknown): string {
  switch (type) {
    case 'date':
      return dayHint(value);
    case 'number':
      return numberHint(value);
    case 'boolean':
      return `要写 true 或 false，不是 ${shown(value)}`;
    case 'code':
      return textHint(value);
    default:
      return type satisfies never;
  }
}

/** Digits and signs as a Chinese keyboard writes them, in their plain form. */
function plain(value: unknown): string {
  return String(value).normalize('NFKC').trim();
}

export function dayHint(value: unknown): string {
  const [, year = '', month = '', day = ''] =
    /^(\d{4})\D+(\d{1,2})\D+(\d{1,2})\D*$/u.exec(plain(value)) ??
    /^(\d{4})(\d{2})(\d{2})$/u.exec(plain(value)) ??
    [];
  const read = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (isCivilDate(read)) return `日期写成 ${read}`;
  if (year !== '') return `没有 ${shown(value)} 这一天，日期写成 2026-11-22 这样`;
  return `要写日期，写成 2026-11-22 这样，不是 ${shown(value)}`;
}

export function numberHint(value: unknown): string {
  const digits = plain(value).replaceAll(/[,\s_]/gu, '');
  if (typeof value === 'string' && /^-?\d{1,15}(\.\d+)?$/u.test(digits)) {
    return `要写数字，写成 ${digits}，不加引号、逗号和单位`;
  }
  return `要写数字，不是 ${shown(value)}`;
}

export function textHint(value: unknown): string {
  const isBare = typeof value === 'number' || typeof value === 'boolean';
  return isBare ? `要写文字，加上英文引号，写成 "${value}"` : `要写文字，不是${shown(value)}`;
}
