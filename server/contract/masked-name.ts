/**
 * 王＊＊: the first character and a mark for each other one, counted in characters: rare surnames lie beyond the basic
 * plane. A compound surname is not guessed.
 */
export function maskedName(name: string): string {
  const [first = '', ...others] = [...name.trim()];
  return first + '＊'.repeat(others.length);
}
