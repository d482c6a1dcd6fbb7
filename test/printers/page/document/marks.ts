/** What stands on a sheet, read from its marks. */
import type { Sheet, TextMark } from '#printers/page/sheet.ts';

/** Its texts from above to below; what shares a baseline is one line, from left to right. */
export function linesOn(sheet: Sheet): string[] {
  const texts = sheet.marks.filter((mark): mark is TextMark => mark.kind === 'text');
  const lines = Map.groupBy(texts, ({ baseline }) => Math.round(baseline * 100));
  return [...lines.entries()]
    .sort(([one], [other]) => other - one)
    .map(([, marks]) => {
      const glyphs = marks.flatMap((mark) => mark.glyphs);
      return glyphs
        .sort((one, other) => one.x - other.x)
        .map(({ char }) => char)
        .join('');
    });
}
