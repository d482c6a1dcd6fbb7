/** Single values as departments write them, to facts and cells. `undefined`: not of this type. Nothing is guessed. */
import type { WrittenTable } from '../definitions/source-file.ts';
import { isCivilDate } from '../rules/civil-date.ts';
import type { FactType, Scalar } from '../rules/leaf-test.ts';

const COMPACT_DAY = /^(\d{4})-?(\d{2})-?(\d{2})$/u;
const COMPACT_MONTH = /^(\d{4})-?(0[1-9]|1[0-2])$/u;
const DECIMAL = /^-?\d{1,15}(\.\d{1,6})?$/u;
const WHOLE_FEN = /^-?\d{1,15}$/u;
const MAX_TEXT_CHARS = 200;
/** Characters that a screen or a line of paper cannot bear: controls, half pairs, private use, turning marks. */
const UNFIT = /[\p{Cc}\p{Co}\p{Cs}\u202a-\u202e\u2066-\u2069]/u;

/** How booleans are written, by what they mean. */
const BOOLEANS: ReadonlyMap<unknown, boolean> = new Map<unknown, boolean>([
  [true, true],
  [1, true],
  ['1', true],
  ['true', true],
  ['Y', true],
  [false, false],
  [0, false],
  ['0', false],
  ['false', false],
  ['N', false],
]);

export function readValue(type: FactType, raw: unknown): Scalar | undefined {
  switch (type) {
    case 'date':
      return readDay(raw);
    case 'boolean':
      return BOOLEANS.get(raw);
    case 'number':
      return readNumber(raw);
    case 'code':
      return readText(raw);
    default:
      return type satisfies never;
  }
}

type CellForm = WrittenTable['columns'][number]['as'];

/** A cell that is empty on the wire is empty on paper. */
export function readCell(as: CellForm, raw: unknown): string | undefined {
  if (raw === null || raw === undefined || raw === '') return '';
  const text = typeof raw === 'number' && Number.isFinite(raw) ? String(raw) : raw;
  switch (as) {
    case 'text':
      return readText(text);
    case 'yuan':
      return typeof text === 'string' && WHOLE_FEN.test(text) ? yuan(text) : undefined;
    case 'month':
      return typeof text === 'string' ? joined(COMPACT_MONTH.exec(text)) : undefined;
    case 'day':
      return readDay(text);
    default:
      return as satisfies never;
  }
}

/** `YYYYMMDD` or `YYYY-MM-DD`, a day that exists. */
function readDay(raw: unknown): string | undefined {
  const day = typeof raw === 'string' ? joined(COMPACT_DAY.exec(raw)) : undefined;
  return day !== undefined && isCivilDate(day) ? day : undefined;
}

function readNumber(raw: unknown): number | undefined {
  if (typeof raw === 'number') return Number.isFinite(raw) ? raw : undefined;
  return typeof raw === 'string' && DECIMAL.test(raw) ? Number(raw) : undefined;
}

function readText(raw: unknown): string | undefined {
  if (typeof raw !== 'string' || raw === '' || raw.length > MAX_TEXT_CHARS) return undefined;
  return UNFIT.test(raw) ? undefined : raw;
}

function joined(match: RegExpExecArray | null): string | undefined {
  return match?.slice(1).join('-');
}

/** Fen to 元 with two places; no floating point touches a sum. */
export function yuan(fen: string): string {
  const sign = fen.startsWith('-') ? '-' : '';
  const digits = fen.replace('-', '').replace(/^0+/u, '').padStart(3, '0');
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
