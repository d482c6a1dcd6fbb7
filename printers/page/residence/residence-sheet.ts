/**
 * The layout of the residence certificate. Type area 28 Han characters wide and the signature as in GB/T 9704-2012: the
 * issuer centred over the date, four characters from the right; the seal presses on both, its top within a line of the
 * text, so that nothing can be written between.
 */
import { spokenDate } from '../civil-words.ts';
import type { FontChain } from '../fonts.ts';
import { MODULE, QUIET_MODULES, qrMark, qrSymbol } from '../qr.ts';
import { SEAL_RADIUS, seal } from '../seal.ts';
import { A4, type Mark, PT_PER_MM, type Sheet } from '../sheet.ts';
import { type Paragraph, setLine, setParagraph } from '../text/paragraph.ts';
import {
  bodyWordings,
  footWords,
  headerWords,
  type ResidenceCertificate,
  SEAL_USE,
  TITLE,
} from './residence-words.ts';

/** The texts are too long for one page. */
export class PageFull extends Error {
  readonly code = 'page_full';

  constructor() {
    super('the texts do not fit on one page');
    this.name = 'PageFull';
  }
}

/** 三号, the size of official text, and its leading; then what long texts fall back to. */
const BODY_STEPS = [
  { size: 15.75, leading: 32 },
  { size: 15.75, leading: 28 },
  { size: 14, leading: 25 },
  { size: 12, leading: 20 },
  { size: 10.5, leading: 17 },
] as const;
const COLUMN = 28 * 15.75;
const LEFT = (A4.width - COLUMN) / 2;
const RIGHT = LEFT + COLUMN;

const SMALL = { size: 9, leading: 15.5 } as const;
const HEADER_BASELINE = 767;
const HEADER_RULE = 755.5;
const TITLE_SIZE = 32;
const TITLE_BASELINE = 655;
const TITLE_TO_BODY = 74;
const TITLE_SPACING = 0.42;
const HAIRLINE = 0.4;

const FOOT_BOTTOM = 25 * PT_PER_MM;
/** More than the quiet zone that the code needs. */
const FOOT_RULE_ABOVE = (QUIET_MODULES + 8) * MODULE;
const FOOT_COLUMN_GAP = (QUIET_MODULES + 13) * MODULE;

const SIGN_SIZE = 15.75;
const SIGN_LEADING = 25;
const DATE_FROM_RIGHT = 4 * SIGN_SIZE;
/** Issuer's baseline under the centre of the seal: name and date lie a little below its middle. */
const SIGN_DROP = 1;
/** Between the foot of the last line and the seal. */
const SEAL_GAP = 0.5;
const SEAL_TO_FOOT = 22;

interface Body {
  readonly marks: readonly Mark[];
  readonly lastBaseline: number;
  readonly leading: number;
}

export function residenceSheet(data: ResidenceCertificate, fonts: FontChain): Sheet {
  const foot = layFoot(data, fonts);
  const body = layBody(data, fonts, foot.top + SEAL_TO_FOOT);
  const sealTop = body.lastBaseline - SEAL_GAP * body.leading;
  return {
    ...A4,
    marks: [
      ...layHeader(data, fonts),
      ...layTitle(),
      ...body.marks,
      ...laySignature(data, fonts, sealTop - SEAL_RADIUS),
      ...foot.marks,
    ],
  };
}

function layHeader(data: ResidenceCertificate, fonts: FontChain): Mark[] {
  const style = { weight: 'regular', size: SMALL.size, left: LEFT, baseline: HEADER_BASELINE } as const;
  const [left, right] = headerWords(data);
  const { width } = setLine(right, fonts, style);
  return [
    ...setLine(left, fonts, style).marks,
    ...setLine(right, fonts, { ...style, left: RIGHT - width }).marks,
    rule(HEADER_RULE),
  ];
}

function layTitle(): Mark[] {
  const pitch = (1 + TITLE_SPACING) * TITLE_SIZE;
  const chars = Array.from(TITLE);
  const width = pitch * chars.length - TITLE_SPACING * TITLE_SIZE;
  const left = (A4.width - width) / 2;
  const glyphs = chars.map((char, index) => ({ char, x: left + index * pitch }));
  return [{ kind: 'text', weight: 'bold', size: TITLE_SIZE, baseline: TITLE_BASELINE, glyphs }];
}

/** The largest type in which body, seal and signature stay above `floor`. */
function layBody(data: ResidenceCertificate, fonts: FontChain, floor: number): Body {
  for (const { size, leading } of BODY_STEPS) {
    const setting = { left: LEFT, width: COLUMN, size, leading, indent: 2 };
    const top = TITLE_BASELINE - TITLE_TO_BODY;
    const paragraphs = fairest(
      bodyWordings(data).map((wording) => wording.map((spans) => setParagraph(spans, fonts, setting))),
    );
    const lines = paragraphs.reduce((sum, { lineCount }) => sum + lineCount, 0);
    const lastBaseline = top - (lines - 1) * leading;
    const sealBottom = lastBaseline - SEAL_GAP * leading - 2 * SEAL_RADIUS;
    if (sealBottom >= floor) return { marks: stacked(paragraphs, top, leading), lastBaseline, leading };
  }
  throw new PageFull();
}

function fairest(wordings: readonly (readonly Paragraph[])[]): readonly Paragraph[] {
  const cost = (paragraphs: readonly Paragraph[]): number =>
    paragraphs.reduce((sum, paragraph) => sum + paragraph.cost, 0);
  return wordings.reduce((best, wording) => (cost(wording) < cost(best) ? wording : best));
}

function stacked(paragraphs: readonly Paragraph[], top: number, leading: number): Mark[] {
  let baseline = top;
  return paragraphs.flatMap((paragraph) => {
    const marks = paragraph.marksAt(baseline);
    baseline -= paragraph.lineCount * leading;
    return marks;
  });
}

/** The seal first: the text lies on it. */
function laySignature(data: ResidenceCertificate, fonts: FontChain, middle: number): Mark[] {
  const style = { weight: 'regular', size: SIGN_SIZE, left: 0, baseline: middle - SIGN_DROP } as const;
  const date = spokenDate(data.issuedAt.date);
  const issuerWidth = setLine(data.issuer, fonts, style).width;
  const dateWidth = setLine(date, fonts, style).width;
  const axis = RIGHT - Math.max(DATE_FROM_RIGHT + dateWidth / 2, issuerWidth / 2);
  return [
    ...seal({ issuer: data.issuer, use: SEAL_USE }, [axis, middle], fonts),
    ...setLine(data.issuer, fonts, { ...style, left: axis - issuerWidth / 2 }).marks,
    ...setLine(date, fonts, {
      ...style,
      left: axis - dateWidth / 2,
      baseline: style.baseline - SIGN_LEADING,
    }).marks,
  ];
}

function layFoot(
  data: ResidenceCertificate,
  fonts: FontChain,
): { readonly top: number; readonly marks: Mark[] } {
  const symbol = qrSymbol(data.code);
  const side = symbol.modules * MODULE;
  const corner = [wholeModules(LEFT), wholeModules(FOOT_BOTTOM)] as const;
  const left = corner[0] + side + FOOT_COLUMN_GAP;
  const setting = { ...SMALL, left, width: RIGHT - left, indent: 0 };
  const paragraphs = footWords(data).map((spans) => setParagraph(spans, fonts, setting));
  const lines = paragraphs.reduce((sum, { lineCount }) => sum + lineCount, 0);
  const first = corner[1] + side / 2 + ((lines - 1) * SMALL.leading) / 2 - 0.38 * SMALL.size;
  const top = corner[1] + side + FOOT_RULE_ABOVE;
  return {
    top,
    marks: [rule(top), qrMark(symbol, corner), ...stacked(paragraphs, first, SMALL.leading)],
  };
}

/** A code that begins on a whole module begins on a whole dot of the printer. */
function wholeModules(points: number): number {
  return Math.round(points / MODULE) * MODULE;
}

function rule(y: number): Mark {
  return { kind: 'rule', from: LEFT, to: RIGHT, y, thickness: HAIRLINE };
}
