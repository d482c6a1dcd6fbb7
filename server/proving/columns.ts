import { widthOf, wrap } from '#printers/slip/layout.ts';

/** Of a terminal, in which a Han character takes two, as on a slip. */
export const TERMINAL_COLUMNS = 80;

/** `head` and the items after it, joined by 、; what is too long for one line goes on under the first item. */
export function listedUnder(head: string, items: readonly string[]): string[] {
  const indent = widthOf(head);
  const rows = wrap(items.join('、'), TERMINAL_COLUMNS - indent);
  return rows.map((row, at) => (at === 0 ? head : ' '.repeat(indent)) + row);
}
