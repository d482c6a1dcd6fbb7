import { type IdNumber, isBirthIn, readIdNumber } from '#server/contract/person/id-number.ts';
import { type CivilDate, isCivilDate } from '../rules/civil-date.ts';

/** The header of a register file, in this order. */
export const COLUMNS = [
  'id_number',
  'name',
  'sex',
  'ethnic_code',
  'birth',
  'address',
  'community_code',
  'residence_since',
  'household_id',
  'hukou_district',
  'phone',
] as const;
export type Column = (typeof COLUMNS)[number];
export type RegisterRow = Readonly<Record<Column, string>>;

/** As many as a foreigner's card has room for. */
const MAX_NAME = 60;
const MAX_ADDRESS = 150;
const MAX_HOUSEHOLD = 64;

/** GB/T 2261.1 by what registers write. */
const SEX_CODES: Readonly<Record<string, string>> = {
  男: '1',
  女: '2',
  M: '1',
  F: '2',
  1: '1',
  2: '2',
  0: '0',
  9: '9',
};

/** What may be wrong with a value. The value itself is never repeated. */
export const REASONS = {
  missing: '没填 (missing)',
  too_long: '太长 (too long)',
  not_text: '不是 UTF-8 文字 (not UTF-8 text)',
  hidden_characters: '含换行或看不见的字符 (a line break, or characters nobody sees)',
  wrong_columns: '列数不对 (wrong number of columns)',
  not_csv: '不是 CSV (not CSV: look for an open quote)',
  wrong_header: `表头应为 (the header must be) ${COLUMNS.join(',')}`,
  wrong_form:
    '不是证件号码，应为 18 位，或外国人旧卡的 15 位 (neither 18 characters nor the 15 of a foreigner’s older card)',
  wrong_check_character:
    '最后一位对不上，多半是抄错了 (the check character does not fit: most likely copied wrongly)',
  no_such_birth: '号码里的出生日期不存在 (the number has a birth on a day that does not exist)',
  number_of_15_digits:
    '旧的 15 位号码，请写卡上的 18 位 (an old number of 15 digits: write the 18 characters on the card)',
  id_number_twice: '身份证号码重复 (the same number stands on an earlier line)',
  not_a_sex: '应为 男、女、1、2、0、9 (expected 男, 女, 1, 2, 0 or 9)',
  not_two_digits: '应为两位数字 (expected two digits, GB/T 3304)',
  not_a_date: '应为真实日期，如 2020-01-31 (not a day YYYY-MM-DD)',
  in_the_future: '日期在将来 (a day in the future)',
  not_the_birth: '与身份证号码不符 (not the birth in id_number)',
  before_birth: '早于出生日期 (before the birth)',
  not_a_community: '应为 12 位数字 (expected 12 digits)',
  not_a_district: '应为 6、9 或 12 位数字 (expected 6, 9 or 12 digits)',
  not_a_phone: '不是电话号码 (not a telephone number)',
} as const;
export type Reason = keyof typeof REASONS;

type Check = (value: string, row: RegisterRow, today: CivilDate) => Reason | undefined;

/** `residence_since` may be empty: then nobody knows since when, and the rules answer unknown, not no. */
const CHECKS: Readonly<Record<Column, Check>> = {
  id_number: idNumberFault,
  name: (value) => text(value, MAX_NAME),
  sex: (value) => unless(Object.hasOwn(SEX_CODES, value), 'not_a_sex'),
  ethnic_code: ethnicFault,
  birth: (value, row, today) => pastDay(value, today) ?? birthFault(value, readIdNumber(row.id_number)),
  address: (value) => text(value, MAX_ADDRESS),
  community_code: (value) => unless(/^\d{12}$/u.test(value), 'not_a_community'),
  residence_since: (value, row, today) =>
    value === '' ? undefined : (pastDay(value, today) ?? unless(value >= row.birth, 'before_birth')),
  household_id: (value) => unless(value.length <= MAX_HOUSEHOLD, 'too_long'),
  hukou_district: (value) => unless(/^(\d{6}(\d{3}){0,2})?$/u.test(value), 'not_a_district'),
  phone: (value) => unless(/^(\+?[\d][\d -]{4,19})?$/u.test(value), 'not_a_phone'),
};

/** The first thing wrong with each column; empty when the row is good. */
export function faultsOf(
  row: RegisterRow,
  today: CivilDate,
): { readonly column: Column; readonly reason: Reason }[] {
  return COLUMNS.flatMap((column) => {
    const value = row[column];
    const reason = unreadable(value) ?? CHECKS[column](value, row, today);
    return reason ? [{ column, reason }] : [];
  });
}

/** Of a checked row. */
export function isAreaKnown({ id_number }: RegisterRow): boolean {
  const number = readIdNumber(id_number);
  return number.kind !== 'invalid' && number.isAreaKnown;
}

/** GB/T 2261.1 of a checked row. */
export const sexCodeOf = (row: RegisterRow): string => SEX_CODES[row.sex] ?? '0';

/** Controls, formats (U+202E turns a name round) and separators: PostgreSQL takes no NUL, and a paper none of them. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/** U+FFFD is what the decoder makes of bytes that are not UTF-8. */
function unreadable(value: string): Reason | undefined {
  if (value.includes('\uFFFD')) return 'not_text';
  return HIDDEN.test(value) ? 'hidden_characters' : undefined;
}

const unless = (isRight: boolean, reason: Reason): Reason | undefined => (isRight ? undefined : reason);

/** Of 15 digits none is taken: they have no check character, and one that was copied wrongly is somebody else's. */
function idNumberFault(value: string): Reason | undefined {
  const read = readIdNumber(value);
  if (read.kind === 'invalid') return read.reason;
  return unless(read.kind !== 'mainland_15_digits', 'number_of_15_digits');
}

/** Nothing is said of the birth in a number that is wrong itself. */
function birthFault(value: string, number: IdNumber): Reason | undefined {
  return unless(number.kind === 'invalid' || isBirthIn(number, value), 'not_the_birth');
}

/** Whoever came from Hong Kong, Macao, Taiwan or abroad may have none. */
function ethnicFault(value: string, row: RegisterRow): Reason | undefined {
  const mayLack = readIdNumber(row.id_number).kind !== 'mainland';
  return unless(/^\d{2}$/u.test(value) || (value === '' && mayLack), 'not_two_digits');
}

function text(value: string, most: number): Reason | undefined {
  return value === '' ? 'missing' : unless(value.length <= most, 'too_long');
}

function pastDay(value: string, today: CivilDate): Reason | undefined {
  return isCivilDate(value) ? unless(value <= today, 'in_the_future') : 'not_a_date';
}
