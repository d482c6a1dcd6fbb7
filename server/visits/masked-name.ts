/** 王＊＊: the first character and a mark for each other one, counted in characters: rare ones lie beyond the basic plane. */
export function maskedName(name: string): string {
  const [first = '', ...others] = [...name.trim()];
  return first + '＊'.repeat(others.length);
}
