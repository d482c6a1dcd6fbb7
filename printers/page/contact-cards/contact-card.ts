/**
 * 连心卡: whom a household asks, on a card of 90 x 54 mm. The telephone number is the largest thing on it, for people who
 * read it without their glasses.
 */
import { PageFull } from '../document/page-full.ts';
import { type FontChain, GlyphsMissing, type Weight } from '../fonts.ts';
import { type Point, rectangle } from '../outline.ts';
import { QUIET_MODULES, qrMark, textSymbol } from '../qr.ts';
import { SEAL_RED } from '../seal.ts';
import { type Mark, PT_PER_MM } from '../sheet.ts';
import { setLine, setParagraph } from '../text/paragraph.ts';

export interface ContactCard {
  /** e.g. 红旗社区 */
  readonly community: string;
  readonly name: string;
  /** e.g. 网格员 */
  readonly role: string;
  /** What he or she looks after, e.g. 第三网格 · 样例路12至18号楼 */
  readonly grid: string;
  /** As it is to be read aloud, in groups: 138 0000 0000 */
  readonly phone: string;
  /** What a phone reads in the code: an address, or tel:… */
  readonly code: string;
}

export const CARD = { width: 90 * PT_PER_MM, height: 54 * PT_PER_MM } as const;

const EDGE = 6.5 * PT_PER_MM;
const RIGHT = CARD.width - EDGE;
const INNER = RIGHT - EDGE;

const HEAD = { baseline: 125, sizes: [12, 10, 8.5] } as const;
const STROKE = { top: 116.5, height: 1.4, width: 10 * PT_PER_MM } as const;
const NAME = { baseline: 83, sizes: [26, 22, 18, 15] } as const;
const ROLE_SIZE = 12;
const ROLE_GAP = 8;
const PHONE = { weight: 'bold', width: INNER, baseline: 19, sizes: [34, 30, 26, 22, 18] } as const;
/** 2.5 mm clear around the code, as the quiet zone needs it, and from the name beside it. */
const CODE_SIDE = 19 * PT_PER_MM;
const DOT = 0.125 * PT_PER_MM;
const CODE_TOP = CARD.height - EDGE;
const BESIDE_CODE = INNER - CODE_SIDE - QUIET_MODULES * 5 * DOT;
/** `tries`: how many lines, in what size. */
const LONG_NAME = {
  weight: 'bold',
  width: BESIDE_CODE,
  baseline: 88,
  leading: 15.5,
  tries: [
    [1, 15],
    [1, 13],
    [1, 11.5],
    [2, 13],
    [2, 11],
    [2, 9.5],
  ],
} as const;
const GRID = {
  weight: 'regular',
  width: INNER,
  baseline: 58,
  leading: 13,
  tries: [
    [1, 11],
    [1, 10],
    [2, 10],
    [2, 8.5],
  ],
} as const;
/** Of two lines, how far the first stands above the place of a single one, as a share of the leading. */
const LIFT = 0.7;

/**
 * The card with its lower left at `corner`. Throws `GlyphsMissing` before anything is laid out, `PageFull` with the
 * field's name when a text does not fit in the smallest type.
 */
export function layCard(card: ContactCard, corner: Point, fonts: FontChain): Mark[] {
  const { community, name, role, grid, phone, code } = card;
  const missing = fonts.missingGlyphs([community, name, role, grid, phone].join(''));
  if (missing.length > 0) throw new GlyphsMissing(missing);
  const beside = nameWithRole(card, corner, fonts);
  return [
    ...layHead(community, corner, fonts),
    ...(beside ?? severalLines({ field: 'name', text: name }, LONG_NAME, corner, fonts)),
    ...severalLines({ field: 'grid', text: beside ? grid : `${role} · ${grid}` }, GRID, corner, fonts),
    ...fitted({ field: 'phone', text: phone }, PHONE, corner, fonts).marks,
    layCode(code, corner),
  ];
}

function layHead(community: string, corner: Point, fonts: FontChain): Mark[] {
  const style = { ...HEAD, weight: 'bold', width: BESIDE_CODE } as const;
  const words = { field: 'community', text: `${community} 连心卡` } as const;
  const { marks } = fitted(words, style, corner, fonts);
  const [left, top] = [corner[0] + EDGE, corner[1] + STROKE.top];
  const outline = rectangle([left, top - STROKE.height], [left + STROKE.width, top]);
  return [...marks, { kind: 'shape', outline, colour: SEAL_RED }];
}

/** Undefined for a long name: it gets the whole width, and the role goes to the line below. */
function nameWithRole({ name, role }: ContactCard, corner: Point, fonts: FontChain): Mark[] | undefined {
  const baseline = corner[1] + NAME.baseline;
  const left = corner[0] + EDGE;
  const roleWidth = setLine(role, fonts, { weight: 'regular', size: ROLE_SIZE, left: 0, baseline }).width;
  if (roleWidth > BESIDE_CODE / 2) throw new PageFull('role');
  for (const size of NAME.sizes) {
    const laid = setLine(name, fonts, { weight: 'bold', size, left, baseline });
    const roleLeft = left + laid.width + ROLE_GAP;
    if (laid.width + ROLE_GAP + roleWidth > BESIDE_CODE) continue;
    const style = { weight: 'regular', size: ROLE_SIZE, left: roleLeft, baseline } as const;
    return [...laid.marks, ...setLine(role, fonts, style).marks];
  }
  return undefined;
}

interface BlockStyle {
  readonly weight: Weight;
  readonly width: number;
  /** Of a single line; two lie around it. */
  readonly baseline: number;
  readonly leading: number;
  readonly tries: readonly (readonly [lines: number, size: number])[];
}

function severalLines(
  { field, text }: Words,
  { weight, width, baseline, leading, tries }: BlockStyle,
  [x, y]: Point,
  fonts: FontChain,
): Mark[] {
  for (const [lines, size] of tries) {
    const setting = { left: x + EDGE, width, size, leading, indent: 0 };
    const { lineCount, marksAt } = setParagraph([{ text, weight }], fonts, setting);
    if (lineCount <= lines) return marksAt(y + baseline + (lineCount - 1) * LIFT * leading);
  }
  throw new PageFull(field);
}

interface Words {
  /** Named where they do not fit. */
  readonly field: keyof ContactCard;
  readonly text: string;
}

interface LineStyle {
  readonly weight: Weight;
  readonly sizes: readonly number[];
  readonly baseline: number;
  readonly width: number;
}

/** In the largest size that fits. */
function fitted(
  { field, text }: Words,
  { weight, sizes, baseline, width }: LineStyle,
  [x, y]: Point,
  fonts: FontChain,
): ReturnType<typeof setLine> {
  for (const size of sizes) {
    const laid = setLine(text, fonts, { weight, size, left: x + EDGE, baseline: y + baseline });
    if (laid.width <= width) return laid;
  }
  throw new PageFull(field);
}

/** As large as whole dots of a 203 dpi printer allow. */
function layCode(text: string, [x, y]: Point): Mark {
  const symbol = textSymbol(text);
  const unit = Math.floor(CODE_SIDE / symbol.modules / DOT) * DOT;
  const side = unit * symbol.modules;
  return qrMark(symbol, [x + RIGHT - side, y + CODE_TOP - side], unit);
}
