/**
 * The numbers that name a person on a card.
 *
 * 18 characters, GB 11643-1999: area (6), birth (8), order (3) and a check character by ISO 7064 MOD 11-2. Permits for
 * residents of Hong Kong, Macao and Taiwan have 81, 82 or 83 for their area; foreigners' cards since 2023 have
 * 9, province (2), nationality (3, ISO 3166-1 numeric) instead of one.
 * 15 digits, before 1999: area (6), YYMMDD, order (3). They stand on no chip; somebody may type them.
 * 15 characters, foreigners' cards of 2017: nationality (3 letters), place (4), YYMMDD, order (1), a last digit by a rule
 * that no public source tells: taken without a check.
 */
import { dayFromDigits } from './day-digits.ts';

const EIGHTEEN = /^(?<area>\d{6})(?<birth>\d{8})\d{3}[\dX]$/u;
const FIFTEEN = /^(?<area>\d{6})(?<birth>\d{6})\d{3}$/u;
const FOREIGNER_2017 = /^[A-Z]{3}(?<area>\d{4})(?<birth>\d{6})\d{2}$/u;
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECK_CHARACTERS = '10X98765432';
/** First two digits of GB/T 2260, and 83 for Taiwan as permits have it. */
const PROVINCES: ReadonlySet<string> = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(
    ' ',
  ),
);

/** What may be wrong with a number, the first of them that is. */
type IdNumberFault = 'wrong_form' | 'no_such_birth' | 'wrong_check_character';

export type IdNumber =
  | {
      readonly kind: 'mainland' | 'mainland_15_digits' | 'hmt_permit' | 'foreigner_2023' | 'foreigner_2017';
      /** As it stands on the card; of 15 digits, the 18 characters that took their place. */
      readonly number: string;
      /** The birth as it stands in the number: YYYYMMDD, on foreigners' cards of 2017 YYMMDD of an unknown century. */
      readonly birth: string;
      /** False for a province of no table: a note, never a refusal. Counties are not looked up: abolished ones live on. */
      readonly isAreaKnown: boolean;
    }
  | { readonly kind: 'invalid'; readonly reason: IdNumberFault };

/** What a number is, by its own rules. Letters are capitals; a small x is of the wrong form. */
export function readIdNumber(text: string): IdNumber {
  const old = FIFTEEN.exec(text)?.groups;
  if (old !== undefined) {
    const digits = `${text.slice(0, 6)}19${text.slice(6)}`;
    return ofEighteen(digits + checkCharacter(digits), 'mainland_15_digits');
  }
  const { area = '', birth = '' } = FOREIGNER_2017.exec(text)?.groups ?? {};
  if (birth === '') return ofEighteen(text);
  if (!dayFromDigits(`19${birth}`) && !dayFromDigits(`20${birth}`)) return invalid('no_such_birth');
  return { kind: 'foreigner_2017', number: text, birth, isAreaKnown: isProvince(area) };
}

/** Whether a day `YYYY-MM-DD` is the birth that stands in a number; never for one that is invalid. */
export function isBirthIn(number: IdNumber, birth: string): boolean {
  return number.kind !== 'invalid' && birth.replaceAll('-', '').endsWith(number.birth);
}

function ofEighteen(text: string, kind = kindOfEighteen(text)): IdNumber {
  const { area = '', birth = '' } = EIGHTEEN.exec(text)?.groups ?? {};
  if (birth === '') return invalid('wrong_form');
  if (text[17] !== checkCharacter(text)) return invalid('wrong_check_character');
  if (!dayFromDigits(birth)) return invalid('no_such_birth');
  const province = kind === 'foreigner_2023' ? area.slice(1) : area;
  return { kind, number: text, birth, isAreaKnown: isProvince(province) };
}

function kindOfEighteen(text: string): 'mainland' | 'mainland_15_digits' | 'hmt_permit' | 'foreigner_2023' {
  if (text.startsWith('9')) return 'foreigner_2023';
  return /^8[123]0000/u.test(text) ? 'hmt_permit' : 'mainland';
}

function checkCharacter(digits: string): string {
  const sum = WEIGHTS.reduce<number>((total, weight, at) => total + weight * Number(digits[at]), 0);
  return CHECK_CHARACTERS.charAt(sum % 11);
}

function isProvince(area: string): boolean {
  return PROVINCES.has(area.slice(0, 2));
}

function invalid(reason: IdNumberFault): IdNumber {
  return { kind: 'invalid', reason };
}
