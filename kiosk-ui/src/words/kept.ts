/**
 * The one rule for figures and Latin letters beside Chinese: a space on either side, whoever wrote the sentence. A
 * number stays with what it counts, and a date in one piece, where a line ends: no-break spaces, and joiners.
 */
export function kept(sentence: string): string {
  return sentence
    .replace(/(?<=\p{Script=Han})(?=[\dA-Za-z])|(?<=[\dA-Za-z])(?=\p{Script=Han})/gu, ' ')
    .replace(/(?<=\d) (?=\p{Script=Han})|(?<=[年月从第]) (?=\d)/gu, '\u00a0')
    .replace(/(?<=\d\u00a0[月日])(?=起)|(?<=\d\u00a0个)(?=月)/gu, '\u2060');
}
