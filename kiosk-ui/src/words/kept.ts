/** A number stays with its 年月日, and a date in one piece, where a line ends: no-break spaces, and a joiner before 起. */
export function kept(sentence: string): string {
  return sentence
    .replace(/(?<=\d) (?=[年月日天])|(?<=[年月从]) (?=\d)/gu, '\u00a0')
    .replace(/(?<=[月日])(?=起)/gu, '\u2060');
}
