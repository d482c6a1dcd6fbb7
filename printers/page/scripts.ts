/** Which characters cannot simply be set one after the other. */

/** Letters that join with their neighbours, and their marks, figures and stops. */
const ARABIC = '\\u0600-\\u06ff\\u0750-\\u077f\\u0870-\\u08ff\\ufb50-\\ufdff\\ufe70-\\ufefc';
const ARABIC_CHARACTER = new RegExp(`[${ARABIC}]`, 'u');
const ARABIC_OR_NOT = new RegExp(`[${ARABIC}]+|[^${ARABIC}]+`, 'gu');
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
/** Combining marks, and the letters that make up a Korean syllable. */
const NEVER_ALONE = /[\p{M}\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff]/u;

export function isArabic(text: string): boolean {
  return ARABIC_CHARACTER.test(text);
}

/** Stretches that are all Arabic and stretches without any, in reading order. */
export function byArabic(text: string): string[] {
  return text.match(ARABIC_OR_NOT) ?? [];
}

/** Whether any of it is read from right to left, so that its order on the line must be found out. */
export function turns(text: string): boolean {
  return RIGHT_TO_LEFT.test(text);
}

/** Drawn by itself such a character says something else than it does in its word. */
export function standsAlone(character: string): boolean {
  return isArabic(character) || !NEVER_ALONE.test(character);
}
