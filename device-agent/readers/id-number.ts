/** GB 11643-1999: 17 digits and a check character by ISO 7064 MOD 11-2. */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECK_CHARACTERS = '10X98765432';

/** Form and check character only: the area code and the date in it are not looked at, as old area codes live on. */
export function isIdNumber(text: string): boolean {
  if (!/^\d{17}[\dX]$/u.test(text)) return false;
  const sum = WEIGHTS.reduce<number>((total, weight, at) => total + weight * Number(text[at]), 0);
  return text[17] === CHECK_CHARACTERS[sum % 11];
}
