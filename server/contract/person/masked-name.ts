import { unshowable } from './unshowable.ts';

/** Stands for a character that cannot be shown, as in printed Chinese. */
const CANNOT_BE_SHOWN = '□';

/**
 * 王＊＊: the first character and a mark for each other one, counted in characters: rare surnames lie beyond the basic
 * plane. A compound surname is not guessed. Names in Latin letters have up to 60: of the first two words the first
 * letter is left, Z＊＊ Y＊＊, and nothing tells how long they are.
 */
export function maskedName(name: string): string {
  const [first = '', ...others] = [...name.trim()];
  if (/\p{Script=Latin}/u.test(first)) return initials(name);
  const shown = unshowable(first).length === 0 ? first : CANNOT_BE_SHOWN;
  return shown + '＊'.repeat(others.length);
}

function initials(name: string): string {
  const words = name.match(/\p{L}[^\s,]*/gu) ?? [];
  return words
    .slice(0, 2)
    .map(([first = '']) => `${first}＊＊`)
    .join(' ');
}
