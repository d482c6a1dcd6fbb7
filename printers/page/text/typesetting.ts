/**
 * What may stand beside what in a Chinese line, after the requirements for Chinese text layout (W3C clreq): marks that
 * may not begin or end a line, a small space between Han and Western characters, full-width marks that give way.
 * All measures are in em.
 */
import type { FontChain, Weight } from '../fonts.ts';

/** Consecutive text of one weight. A fact is underlined; `whole` asks the line breaker to keep it on one line. */
export interface Span {
  readonly text: string;
  readonly weight: Weight;
  readonly fact?: 'whole' | 'breakable';
}

/** What no line is broken within: a Han character, a mark, a number, a Western word. */
export interface Unit {
  readonly text: string;
  readonly weight: Weight;
  readonly width: number;
  /** Blank half of a full-width mark, which is given up at the line's edge. */
  readonly blankBefore: number;
  readonly blankAfter: number;
  /** Number of the fact it belongs to. */
  readonly fact: number | undefined;
  /** What stands between this unit and the next one, unless the line is broken there. */
  readonly gap: Gap;
}

interface Gap {
  readonly natural: number;
  readonly shrink: number;
  /** How willingly it widens, relative to others. */
  readonly stretch: number;
  /** Price of a break here. */
  readonly breakCost: number;
}

/** Never, unless there is no other way at all. */
export const FORBIDDEN = 1e7;
const AVOID_IN_FACT = 2_000;
const AVOID_BEFORE_COUNTED = 400;
const AVOID_IN_LONG_WORD = 5_000;

/** The underline reaches this far beyond the fact. */
export const FACT_PAD = 0.16;
/** From the fact's last glyph to its neighbour. */
const FACT_GAP = 0.24;
const HAN_WESTERN_SPACE = 0.2;
const WORD_SPACE = 0.28;
const HALF = 0.5;
/** A longer word (nobody's name) may be broken anywhere. */
const MAX_WORD = 24;

const CLOSING = /[，。、；：？！）」』】〕〉》”’…—·％,.;:?!)\]}%]/u;
const OPENING = /[（「『【〔〈《“‘([{]/u;
const CLOSING_WITH_BLANK = /[，。、；：？！）」』】〕〉》]/u;
const OPENING_WITH_BLANK = /[（「『【〔〈《]/u;
const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef“”‘’…—·]/u;

interface Piece {
  readonly text: string;
  readonly span: Span;
  readonly fact: number | undefined;
  readonly spaceAfter: boolean;
  /** Cut out of a word that was too long. */
  readonly splitAfter: boolean;
}

export function unitsOf(spans: readonly Span[], fonts: FontChain): Unit[] {
  const pieces = spans.flatMap((span, index) => piecesOf(span, index));
  return pieces.map((piece, index) => ({
    text: piece.text,
    weight: piece.span.weight,
    width: fonts.width(piece.text, piece.span.weight),
    blankBefore: OPENING_WITH_BLANK.test(piece.text) ? HALF : 0,
    blankAfter: CLOSING_WITH_BLANK.test(piece.text) ? HALF : 0,
    fact: piece.fact,
    gap: gapBetween(piece, pieces[index + 1]),
  }));
}

function piecesOf(span: Span, index: number): Piece[] {
  const fact = span.fact === undefined ? undefined : index;
  const pieces: Piece[] = [];
  for (const part of span.text.split(/(?<=\p{Zs})(?!\p{Zs})/u)) {
    const text = part.replace(/\p{Zs}+$/u, '');
    const words = wordsOf(text);
    words.forEach((word, at) => {
      const isLast = at === words.length - 1;
      pieces.push({
        text: word,
        span,
        fact,
        spaceAfter: isLast && text.length < part.length,
        splitAfter: !isLast && !WIDE.test(word) && !WIDE.test(words[at + 1] ?? ''),
      });
    });
  }
  return pieces;
}

function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (const char of text) {
    const last = words.at(-1);
    const joins = last !== undefined && !WIDE.test(char) && !WIDE.test(last);
    if (joins) words[words.length - 1] = last + char;
    else words.push(char);
  }
  return words.flatMap((word) => (word.length > MAX_WORD ? Array.from(word) : [word]));
}

function gapBetween(left: Piece, right: Piece | undefined): Gap {
  if (right === undefined) return { natural: 0, shrink: 0, stretch: 0, breakCost: 0 };
  const breakCost = costOfBreak(left, right);
  if (left.splitAfter) return { natural: 0, shrink: 0, stretch: 0, breakCost };
  const space = spaceBetween(left, right);
  const besideBlank =
    CLOSING_WITH_BLANK.test(lastChar(left.text)) || OPENING_WITH_BLANK.test(firstChar(right.text));
  if (left.fact === right.fact || besideBlank) return { ...space, stretch: 1, breakCost };
  return { natural: FACT_GAP, shrink: FACT_GAP - FACT_PAD, stretch: 1, breakCost };
}

function spaceBetween(left: Piece, right: Piece): { readonly natural: number; readonly shrink: number } {
  const [before, after] = [lastChar(left.text), firstChar(right.text)];
  const closes = CLOSING_WITH_BLANK.test(before);
  const opens = OPENING_WITH_BLANK.test(after);
  if (closes && CLOSING_WITH_BLANK.test(after)) return { natural: -HALF, shrink: 0 };
  if (opens && OPENING_WITH_BLANK.test(before)) return { natural: -HALF, shrink: 0 };
  if (closes && opens) return { natural: -HALF, shrink: HALF / 2 };
  if (left.spaceAfter) return { natural: WORD_SPACE, shrink: 0.08 };
  if (closes || opens) return { natural: 0, shrink: HALF / 2 };
  const western = Number(!WIDE.test(before)) + Number(!WIDE.test(after));
  const joined = CLOSING.test(before + after) || OPENING.test(before + after);
  if (western === 1 && !joined) return { natural: HAN_WESTERN_SPACE, shrink: 0.1 };
  return { natural: 0, shrink: 0 };
}

function costOfBreak(left: Piece, right: Piece): number {
  const [before, after] = [lastChar(left.text), firstChar(right.text)];
  if (CLOSING.test(after) || OPENING.test(before)) return FORBIDDEN;
  if (left.splitAfter) return AVOID_IN_LONG_WORD;
  const within = left.fact !== undefined && left.fact === right.fact;
  if (within && left.span.fact === 'whole') return AVOID_IN_FACT;
  const counted = /\d$/u.test(before) && /[号栋幢座单室楼层年月日]/u.test(after);
  return counted ? AVOID_BEFORE_COUNTED : 0;
}

/** Whole code points: half a surrogate pair would pass for a Western letter. */
function firstChar(text: string): string {
  return Array.from(text)[0] ?? '';
}

function lastChar(text: string): string {
  return Array.from(text).at(-1) ?? '';
}
