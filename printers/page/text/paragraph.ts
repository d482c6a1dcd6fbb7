/** Justified text with underlined facts, as marks on a sheet. */
import { codePointOf, type FontChain, type Weight } from '../fonts.ts';
import type { Mark, PlacedGlyph, TextMark } from '../sheet.ts';
import { directionOf, visualOrder } from './direction.ts';
import { breakLines, type Line } from './line-breaking.ts';
import type { SetLetter } from './shaped-unit.ts';
import { FACT_PAD, type Span, type Unit, unitsOf } from './typesetting.ts';

export interface Setting {
  /** Left edge and width of the column, points. */
  readonly left: number;
  readonly width: number;
  readonly size: number;
  readonly leading: number;
  /** Of the first line, em. */
  readonly indent: number;
  /** It stands beside its name: a single line begins at the left, whichever way it is read. */
  readonly isValue?: boolean;
}

export interface Paragraph {
  readonly lineCount: number;
  /** How ill the lines fit; only to be compared with other wordings of the same text. */
  readonly cost: number;
  /** Draws it with its first baseline at `y`. */
  marksAt(y: number): Mark[];
}

interface Placed {
  readonly unit: Unit;
  readonly from: number;
  readonly to: number;
}

const UNDERLINE_BELOW = 0.21;
const UNDERLINE_THICKNESS = 0.035;

/** Smaller than asked for where a word is wider than the column: nothing is cut off. */
export function setParagraph(spans: readonly Span[], fonts: FontChain, setting: Setting): Paragraph {
  const units = unitsOf(spans, fonts);
  const { indent, left, leading, width } = setting;
  const size = Math.min(setting.size, width / Math.max(0, ...units.map(inkWidth)));
  const { cost, lines } = breakLines(units, { width: width / size, indent });
  const besideName = setting.isValue === true && lines.length === 1;
  const isTurned = !besideName && spans.length === 1 && isRightToLeft(spans[0]?.text ?? '');
  return {
    lineCount: lines.length,
    cost,
    marksAt: (y) =>
      lines.flatMap((line, row) => {
        const inset = row === 0 ? indent * size : 0;
        const placed = isTurned
          ? movedTo(left + width - inset, place(units, line, left, size), size)
          : place(units, line, left + inset, size);
        const baseline = y - row * leading;
        return [...underlines(placed, baseline, size), ...texts(placed, baseline, size, fonts)];
      }),
  };
}

/** Whether such a paragraph begins at the right edge of its column. */
export function isRightToLeft(text: string): boolean {
  return directionOf(text)?.base === 1;
}

function inkWidth({ width, blankBefore, blankAfter }: Unit): number {
  return width - blankBefore - blankAfter;
}

/** Its last ink at `right`. */
function movedTo(right: number, placed: readonly Placed[], size: number): Placed[] {
  const last = placed.at(-1);
  const by = last === undefined ? 0 : right - (last.to - last.unit.blankAfter * size);
  return placed.map(({ unit, from, to }) => ({ unit, from: from + by, to: to + by }));
}

/** One line as it comes, from `left`; no justification. */
export function setLine(
  text: string,
  fonts: FontChain,
  style: { readonly weight: Weight; readonly size: number; readonly left: number; readonly baseline: number },
): { readonly marks: Mark[]; readonly width: number } {
  const units = unitsOf([{ text, weight: style.weight }], fonts);
  const placed = place(units, { from: 0, to: units.length, widening: 0, squeeze: 0 }, style.left, style.size);
  const width = (placed.at(-1)?.to ?? style.left) - style.left;
  return { marks: texts(placed, style.baseline, style.size, fonts), width };
}

/** From left to right. */
function place(units: readonly Unit[], line: Line, start: number, size: number): Placed[] {
  const onLine = units.slice(line.from, line.to);
  const order = visualOrder(onLine);
  const placed: Placed[] = [];
  let x = start;
  order.units.forEach((index, at) => {
    const unit = onLine[index];
    if (unit === undefined) return;
    const from = placed.length === 0 ? x - unit.blankBefore * size : x;
    const to = from + unit.width * size;
    placed.push({ unit, from, to });
    const { natural, shrink, stretch } = onLine[order.gaps[at] ?? index]?.gap ?? unit.gap;
    x = to + (natural + line.widening * stretch - line.squeeze * shrink) * size;
  });
  return placed;
}

/** An underline runs through the gaps of its fact and a little beyond, but not out of the column. */
function underlines(placed: readonly Placed[], baseline: number, size: number): Mark[] {
  const facts = Map.groupBy(
    placed.filter(({ unit }) => unit.fact !== undefined),
    ({ unit }) => unit.fact,
  );
  return [...facts.values()].flatMap((run) => {
    const [first, last] = [run[0], run.at(-1)];
    if (first === undefined || last === undefined) return [];
    const before = first === placed[0] ? 0 : FACT_PAD;
    const after = last === placed.at(-1) ? 0 : FACT_PAD;
    const from = first.from + (first.unit.blankBefore - before) * size;
    const to = last.to + (after - last.unit.blankAfter) * size;
    const y = baseline - UNDERLINE_BELOW * size;
    return [{ kind: 'rule', from, to, y, thickness: UNDERLINE_THICKNESS * size }];
  });
}

function texts(placed: readonly Placed[], baseline: number, size: number, fonts: FontChain): TextMark[] {
  const marks: TextMark[] = [];
  let [run, weight]: [PlacedGlyph[], Weight | undefined] = [[], undefined];
  for (const { unit, from } of placed) {
    if (unit.letters !== undefined) {
      marks.push(...letterMarks(unit.letters, from, { weight: unit.weight, size, baseline }));
      weight = undefined;
      continue;
    }
    if (unit.weight !== weight) {
      run = [];
      weight = unit.weight;
      marks.push({ kind: 'text', weight, size, baseline, glyphs: run });
    }
    let x = from;
    for (const char of unit.text) {
      run.push({ char, x });
      x += fonts.cut(codePointOf(char), unit.weight).face.advance(codePointOf(char)) * size;
    }
  }
  return marks;
}

/**
 * The letters one by one, then all their dots, which say nothing: a reader of the file takes what stands between the
 * first and the last glyph for the letter's width.
 */
function letterMarks(
  letters: readonly SetLetter[],
  left: number,
  style: Pick<TextMark, 'weight' | 'size' | 'baseline'>,
): TextMark[] {
  const { size } = style;
  const onSheet = ({ x, rise = 0, ...glyph }: PlacedGlyph): PlacedGlyph => ({
    ...glyph,
    x: left + x * size,
    rise: rise * size,
  });
  const bodies = letters.map(
    ({ says, body }) => ({ kind: 'text', ...style, glyphs: [onSheet(body)], says }) as const,
  );
  const dots = letters.flatMap((letter) => letter.dots.map(onSheet));
  return [...bodies, { kind: 'text', ...style, glyphs: dots, says: '' }];
}
