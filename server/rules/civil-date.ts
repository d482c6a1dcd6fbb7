/** Days without a time, written `YYYY-MM-DD` (ISO 8601), compared as text. The year has four digits. */
export type CivilDate = string;

/** Later than any day of a life: what a card of unlimited validity (长期) expires on. */
export const NEVER: CivilDate = '9999-12-31';
const LAST_YEAR = 9999;
const DAY = /^\d{4}-\d{2}-\d{2}$/u;
const DAY_MS = 86_400_000;
/** China has kept UTC+8 without summer time since 1991-09-15. */
const SHANGHAI_MS = 8 * 3_600_000;

/** True only for a day that exists: 2026-02-29 is none. */
export function isCivilDate(text: string): boolean {
  if (!DAY.test(text)) return false;
  const { year, month, day } = partsOf(text);
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
}

/** The day it is in China at an instant. `atMs`: milliseconds since 1970. */
export function chinaDay(atMs: number): CivilDate {
  return new Date(atMs + SHANGHAI_MS).toISOString().slice(0, 10);
}

/** The time of day in China at an instant, `HH:MM`. `atMs`: milliseconds since 1970. */
export function chinaTime(atMs: number): string {
  return new Date(atMs + SHANGHAI_MS).toISOString().slice(11, 16);
}

/** The instant at which a day begins in China, milliseconds since 1970. */
export function chinaMidnightMs(day: CivilDate): number {
  return Date.parse(`${day}T00:00:00Z`) - SHANGHAI_MS;
}

export function addDays(date: CivilDate, days: number): CivilDate {
  const { year, month, day } = partsOf(date);
  const moved = day + days;
  if (moved >= 1 && moved <= daysIn(year, month)) return written(year, month, moved);
  return overMonths(date, days);
}

function overMonths(date: CivilDate, days: number): CivilDate {
  const moved = new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS);
  return moved.getUTCFullYear() > LAST_YEAR ? NEVER : moved.toISOString().slice(0, 10);
}

/** What becomes of a day that a month does not have: the first of the next month, or the last of its own. */
export type Rounding = 'up' | 'down';

/**
 * The same day of the month, `months` later, or earlier when negative. A day which that month does not have is rounded:
 * up, 31 August and six months is 1 March, and whoever was born on 29 February is a year older on 1 March.
 */
export function addMonths(date: CivilDate, months: number, rounding: Rounding = 'up'): CivilDate {
  const { year, month, day } = partsOf(date);
  const count = year * 12 + (month - 1) + months;
  const target = { year: Math.floor(count / 12), month: (count % 12) + 1 };
  const last = daysIn(target.year, target.month);
  if (day <= last) return written(target.year, target.month, day);
  if (rounding === 'down') return written(target.year, target.month, last);
  return target.month === 12 ? written(target.year + 1, 1, 1) : written(target.year, target.month + 1, 1);
}

/** Whole months that have passed from one day to another; 0 when the first is later. */
export function monthsBetween(from: CivilDate, to: CivilDate, rounding: Rounding = 'up'): number {
  const [start, end] = [partsOf(from), partsOf(to)];
  const most = (end.year - start.year) * 12 + end.month - start.month;
  const whole = addMonths(from, Math.max(most, 0), rounding) <= to ? most : most - 1;
  return Math.max(whole, 0);
}

/** Days from one day to another; negative when the first is later. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** A rule asks this often, so no text is made of a part of the text. */
function partsOf(date: CivilDate): { readonly year: number; readonly month: number; readonly day: number } {
  return {
    year: twoDigits(date, 0) * 100 + twoDigits(date, 2),
    month: twoDigits(date, 5),
    day: twoDigits(date, 8),
  };
}

const ZERO = 48;

function twoDigits(text: string, at: number): number {
  return (text.charCodeAt(at) - ZERO) * 10 + text.charCodeAt(at + 1) - ZERO;
}

function written(year: number, month: number, day: number): CivilDate {
  if (year > LAST_YEAR) return NEVER;
  return `${year < 1000 ? String(year).padStart(4, '0') : year}-${padded(month)}-${padded(day)}`;
}

function padded(part: number): string {
  return part < 10 ? `0${part}` : String(part);
}
