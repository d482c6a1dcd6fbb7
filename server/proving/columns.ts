/** Text for a terminal of 80 columns, in which a Chinese character takes two. */
export const TERMINAL_COLUMNS = 80;
const WIDE =
  /\p{Script=Han}|\p{Script=Hangul}|[\u2014\u2018-\u201d\u2026\u3000-\u303f\uff01-\uff60\uffe0-\uffe6]/u;

export function columnsOf(text: string): number {
  return [...text].reduce((sum, character) => sum + (WIDE.test(character) ? 2 : 1), 0);
}

export function padded(text: string, columns: number, side: 'left' | 'right' = 'right'): string {
  const space = ' '.repeat(Math.max(0, columns - columnsOf(text)));
  return side === 'left' ? space + text : text + space;
}

/** `head` and the items after it, joined by 、; a line that would be too long goes on under the first item. */
export function listedUnder(head: string, items: readonly string[]): string[] {
  const indent = ' '.repeat(columnsOf(head));
  const lines: string[] = [];
  let line = head;
  for (const [at, item] of items.entries()) {
    const next = at === items.length - 1 ? item : `${item}、`;
    if (columnsOf(line) > indent.length && columnsOf(line + next) > TERMINAL_COLUMNS) {
      lines.push(line);
      line = indent;
    }
    line += next;
  }
  return [...lines, line];
}
