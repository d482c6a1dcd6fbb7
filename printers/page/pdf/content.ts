/** The content stream of a page (ISO 32000-1, clauses 8 and 9), straight from the marks. */
import type { Face } from '../face.ts';
import { type Cut, codePointOf, type FontChain } from '../fonts.ts';
import type { Outline } from '../outline.ts';
import type { EngravedMark, GridMark, Mark, PlacedGlyph, RuleMark, ShapeMark, TextMark } from '../sheet.ts';
import { glyphKey } from './fontkit-adapter.ts';

/** The fonts of the document: the resource name of a face and the hexadecimal code of a character or `glyphKey` in it. */
export interface PdfFonts {
  nameOf(face: Face): string;
  codeOf(face: Face, char: string): string;
}

interface Run {
  readonly cut: Cut;
  readonly rise: number;
  readonly glyphs: readonly PlacedGlyph[];
}

/** How much broader the pen is where a face has no bold cut, em. */
const THICKENING = 0.028;
/** Below a thousandth of an em no printer places anything. */
const FINEST_SHIFT = 1;

export function contentOf(marks: readonly Mark[], fonts: FontChain, pdfFonts: PdfFonts): string {
  return marks.map((mark) => operators(mark, fonts, pdfFonts)).join('\n');
}

function operators(mark: Mark, fonts: FontChain, pdfFonts: PdfFonts): string {
  switch (mark.kind) {
    case 'text':
      return textOperators(mark, fonts, pdfFonts);
    case 'rule':
      return ruleOperators(mark);
    case 'shape':
      return shapeOperators(mark);
    case 'engraved':
      return engravedOperators(mark, fonts, pdfFonts);
    case 'grid':
      return gridOperators(mark);
    default:
      return mark satisfies never;
  }
}

function textOperators(mark: TextMark, fonts: FontChain, pdfFonts: PdfFonts): string {
  const runs = runsOf(mark, fonts).map((run) => {
    const x = run.glyphs[0]?.x ?? 0;
    const pen = run.cut.thickened ? `2 Tr ${number(THICKENING * mark.size)} w` : '0 Tr';
    const font = `/${pdfFonts.nameOf(run.cut.face)} ${number(mark.size)} Tf`;
    const matrix = `1 0 0 1 ${number(x)} ${number(mark.baseline + run.rise)} Tm`;
    return `${font} ${pen} ${matrix} [${shown(run, mark.size, pdfFonts)}] TJ`;
  });
  const text = `BT 0 g 0 G ${runs.join('\n')} ET`;
  return mark.says === undefined ? text : `/Span <</ActualText <${utf16(mark.says)}>>> BDC ${text} EMC`;
}

function runsOf(mark: TextMark, fonts: FontChain): Run[] {
  const runs: { cut: Cut; rise: number; glyphs: PlacedGlyph[] }[] = [];
  for (const glyph of mark.glyphs) {
    const cut = fonts.cut(codePointOf(glyph.char), mark.weight);
    const { rise = 0 } = glyph;
    const last = runs.at(-1);
    if (last?.cut === cut && last.rise === rise) last.glyphs.push(glyph);
    else runs.push({ cut, rise, glyphs: [glyph] });
  }
  return runs;
}

/** Codes with the shifts that bring each glyph to its place; rounding never adds up along the line. */
function shown({ cut, glyphs }: Run, size: number, pdfFonts: PdfFonts): string {
  let shownAs = '<';
  let pen = glyphs[0]?.x ?? 0;
  for (const { char, x, glyph } of glyphs) {
    const shift = Math.round(((pen - x) / size) * 1000);
    if (Math.abs(shift) >= FINEST_SHIFT) {
      shownAs += `>${shift}<`;
      pen -= (shift / 1000) * size;
    }
    shownAs += pdfFonts.codeOf(cut.face, glyph === undefined ? char : glyphKey(glyph));
    const advance = glyph === undefined ? cut.face.advance(codePointOf(char)) : cut.face.glyphAdvance(glyph);
    pen += advance * size;
  }
  return `${shownAs}>`;
}

function ruleOperators({ from, to, y, thickness }: RuleMark): string {
  return `0 g ${number(from)} ${number(y - thickness / 2)} ${number(to - from)} ${number(thickness)} re f`;
}

function shapeOperators({ outline, colour }: ShapeMark): string {
  return `${colour.map(number).join(' ')} rg\n${path(outline)}\nf`;
}

/** Replaced by no text at all (ActualText, ISO 32000-1, 14.9.4). */
function engravedOperators(mark: EngravedMark, fonts: FontChain, pdfFonts: PdfFonts): string {
  const ink = mark.colour.map(number).join(' ');
  const shown = mark.glyphs.map(({ char, matrix }) => {
    const { face, thickened } = fonts.cut(codePointOf(char), mark.weight);
    const size = Math.hypot(matrix[2], matrix[3]); // a pen's width is not under the text matrix
    const pen = thickened ? `2 Tr ${number(THICKENING * size)} w` : '0 Tr';
    const placed = matrix.map((value) => Number(value.toFixed(4))).join(' ');
    return `/${pdfFonts.nameOf(face)} 1 Tf ${pen} ${placed} Tm <${pdfFonts.codeOf(face, char)}> Tj`;
  });
  return `/Span <</ActualText ()>> BDC BT ${ink} rg ${ink} RG ${shown.join('\n')} ET EMC`;
}

function gridOperators({ bars, origin, unit }: GridMark): string {
  const rectangles = bars.map(({ x, y, width }) => `${x} ${y} ${width} 1 re`);
  const [x, y] = origin.map(number);
  return `q 0 g ${unit.toFixed(6)} 0 0 ${unit.toFixed(6)} ${x} ${y} cm\n${rectangles.join('\n')}\nf Q`;
}

const OPERATOR = { M: 'm', L: 'l', C: 'c', Z: 'h' } as const;

function path(outline: Outline): string {
  return outline.map(([kind, ...operands]) => [...operands.map(number), OPERATOR[kind]].join(' ')).join('\n');
}

/** A text string (7.9.2.2): byte order mark, then big-endian. */
function utf16(text: string): string {
  return Buffer.from(`\ufeff${text}`, 'utf16le').swap16().toString('hex');
}

/** Two decimals: 3.5 micrometres. */
function number(value: number): string {
  return String(Math.round(value * 100) / 100);
}
