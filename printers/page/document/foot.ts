/** The code, and beside it the words on how to check the paper. */
import type { FontChain } from '../fonts.ts';
import { MODULE, QUIET_MODULES, qrMark, qrSymbol } from '../qr.ts';
import { type Mark, PT_PER_MM } from '../sheet.ts';
import { type Paragraph, setParagraph } from '../text/paragraph.ts';
import { EM_MIDDLE, LEFT, RIGHT, rule, SMALL } from './frame.ts';
import type { Foot } from './page-document.ts';

const BOTTOM = 25 * PT_PER_MM;
/** More than the quiet zone that the code needs. */
const RULE_ABOVE = (QUIET_MODULES + 8) * MODULE;
const COLUMN_GAP = (QUIET_MODULES + 13) * MODULE;

export interface LaidFoot {
  readonly top: number;
  readonly marks: readonly Mark[];
}

export function layFoot({ code, words }: Foot, fonts: FontChain): LaidFoot {
  const symbol = qrSymbol(code);
  const side = symbol.modules * MODULE;
  const corner = [wholeModules(LEFT), wholeModules(BOTTOM)] as const;
  const left = corner[0] + side + COLUMN_GAP;
  const setting = { ...SMALL, left, width: RIGHT - left, indent: 0 };
  const paragraphs = words.map((spans) => setParagraph(spans, fonts, setting));
  const lines = paragraphs.reduce((sum, { lineCount }) => sum + lineCount, 0);
  const first = corner[1] + side / 2 + ((lines - 1) * SMALL.leading) / 2 - EM_MIDDLE * SMALL.size;
  const top = corner[1] + side + RULE_ABOVE;
  return {
    top,
    marks: [rule(top), qrMark(symbol, corner), ...stacked(paragraphs, first, SMALL.leading)],
  };
}

function stacked(paragraphs: readonly Paragraph[], top: number, leading: number): Mark[] {
  let baseline = top;
  return paragraphs.flatMap((paragraph) => {
    const marks = paragraph.marksAt(baseline);
    baseline -= paragraph.lineCount * leading;
    return marks;
  });
}

/** A code that begins on a whole module begins on a whole dot of the printer. */
function wholeModules(points: number): number {
  return Math.round(points / MODULE) * MODULE;
}
