/** GB 11643-1999: area (6), birth (8), order (3) and a check character by ISO 7064 MOD 11-2. */
const FORM = /^\d{6}(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})\d{3}[\dX]$/u;
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECK_CHARACTERS = '10X98765432';

/** True for the right form and check character. Area codes are not looked at: those long abolished live on in numbers. */
export function isIdNumber(text: string): boolean {
  if (!FORM.test(text)) return false;
  const sum = WEIGHTS.reduce<number>((total, weight, at) => total + weight * Number(text[at]), 0);
  return text[17] === CHECK_CHARACTERS[sum % 11];
}

/** The day of birth inside a number, `YYYY-MM-DD`; empty when it has not the right form. */
export function birthIn(idNumber: string): string {
  const { year, month, day } = FORM.exec(idNumber)?.groups ?? {};
  return year && month && day ? `${year}-${month}-${day}` : '';
}
