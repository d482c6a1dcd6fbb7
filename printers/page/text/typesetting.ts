/**
 * What may stand beside what in a Chinese line, after the requirements for Chinese text layout (W3C clreq): marks that
 * may not begin or end a line, a small space between Han and Western characters, full-width marks that give way.
 * All measures are in em.
 */
import type { FontChain, Weight } from '../fonts.ts';
import { isArabic } from '../scripts.ts';
import { type Direction, directionOf } from './direction.ts';
import { type SetLetter, shapedLetters } from './shaped-unit.ts';

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
  /** Number of its span, and which way it runs there: odd levels from right to left. */
  readonly part: number;
  readonly level: number;
  /** Of the space behind it. */
  readonly spaceLevel: number | undefined;
  /** Where it is not simply one character after the other. */
  readonly letters: readonly SetLetter[] | undefined;
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
/** Between the parts of a name: 阿卜杜热合曼·麦麦提. */
const AVOID_BEHIND_DOT = 1_000;
const AVOID_BEFORE_COUNTED = 400;
const AVOID_IN_LONG_WORD = 5_000;

/** The underline reaches this far beyond the fact. */
export const FACT_PAD = 0.16;
/** From the fact's last glyph to its neighbour. */
const FACT_GAP = 0.24;
const HAN_WESTERN_SPACE = 0.2;
const WORD_SPACE = 0.28;
const HALF = 0.5;
/** A longer word (nobody's name) may be broken anywhere, one of joined letters into lengths of so many. */
const MAX_WORD = 24;
const MAX_JOINED_WORD = /.{1,40}/gsu;

const CLOSING = /[，。、；：？！）」』】〕〉》”’…—·•‧・･％,.;:?!)\]}%]/u;
const OPENING = /[（「『【〔〈《“‘([{]/u;
const CLOSING_WITH_BLANK = /[，。、；：？！）」』】〕〉》]/u;
const OPENING_WITH_BLANK = /[（「『【〔〈《]/u;
const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef“”‘’…—·•‧・]/u;
const NAME_DOT = /[·•‧・･]/u;

interface Piece {
  readonly text: string;
  readonly span: Span;
  readonly part: number;
  readonly level: number;
  readonly spaceAfter: boolean;
  readonly spaceLevel: number | undefined;
  /** Cut out of a word that was too long. */
  readonly splitAfter: boolean;
}

export function unitsOf(spans: readonly Span[], fonts: FontChain): Unit[] {
  const pieces = spans.flatMap((span, index) => piecesOf(span, index));
  return pieces.map((piece, index) => unitOf(piece, pieces[index + 1], fonts));
}

function unitOf(piece: Piece, next: Piece | undefined, fonts: FontChain): Unit {
  const { text, part, level } = piece;
  const { weight } = piece.span;
  const turned = isTurned(piece);
  return {
    text,
    weight,
    width: fonts.width(text, weight),
    blankBefore: !turned && OPENING_WITH_BLANK.test(text) ? HALF : 0,
    blankAfter: !turned && CLOSING_WITH_BLANK.test(text) ? HALF : 0,
    fact: factOf(piece),
    part,
    level,
    spaceLevel: piece.spaceLevel,
    letters: turned ? shapedLetters(text, weight, fonts) : undefined,
    gap: gapBetween(piece, next),
  };
}

function isTurned({ level }: Piece): boolean {
  return level % 2 === 1;
}

function factOf({ span, part }: Piece): number | undefined {
  return span.fact === undefined ? undefined : part;
}

function piecesOf(span: Span, part: number): Piece[] {
  const direction = directionOf(span.text);
  const pieces: Piece[] = [];
  let at = 0;
  for (const stretch of span.text.split(/(?<=\p{Zs})(?!\p{Zs})/u)) {
    const text = stretch.replace(/\p{Zs}+$/u, '');
    const words = wordsOf(text, direction, at);
    words.forEach((word, index) => {
      const isLast = index === words.length - 1;
      pieces.push({
        ...word,
        span,
        part,
        spaceAfter: isLast && text.length < stretch.length,
        spaceLevel: isLast ? direction?.levels[at + text.length] : undefined,
        splitAfter: !isLast && !WIDE.test(word.text) && !WIDE.test(words[index + 1]?.text ?? ''),
      });
    });
    at += stretch.length;
  }
  return pieces;
}

interface Word {
  readonly text: string;
  readonly level: number;
}

/** `at`: where the text begins in that of the direction. A word runs one way. */
function wordsOf(text: string, direction: Direction | undefined, at: number): Word[] {
  const words: { text: string; level: number }[] = [];
  let offset = at;
  for (const char of text) {
    const level = direction?.levels[offset] ?? 0;
    const last = words.at(-1);
    const joins = last !== undefined && last.level === level && !WIDE.test(char) && !WIDE.test(last.text);
    if (joins) last.text += char;
    else words.push({ text: char, level });
    offset += char.length;
  }
  return words.flatMap(({ text: word, level }) => lengthsOf(word).map((part) => ({ text: part, level })));
}

function lengthsOf(word: string): readonly string[] {
  if (word.length <= MAX_WORD) return [word];
  return isArabic(word) ? (word.match(MAX_JOINED_WORD) ?? []) : Array.from(word);
}

function gapBetween(left: Piece, right: Piece | undefined): Gap {
  if (right === undefined) return { natural: 0, shrink: 0, stretch: 0, breakCost: 0 };
  const breakCost = costOfBreak(left, right);
  if (left.splitAfter) return { natural: 0, shrink: 0, stretch: 0, breakCost };
  const space = spaceBetween(left, right);
  const besideBlank = endsInBlank(left) || beginsWithBlank(right);
  if (factOf(left) === factOf(right) || besideBlank) return { ...space, stretch: 1, breakCost };
  return { natural: FACT_GAP, shrink: FACT_GAP - FACT_PAD, stretch: 1, breakCost };
}

function spaceBetween(left: Piece, right: Piece): { readonly natural: number; readonly shrink: number } {
  const [before, after] = [lastChar(left.text), firstChar(right.text)];
  const closes = endsInBlank(left);
  const opens = beginsWithBlank(right);
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

/** Where text runs from right to left, the blank half is not between this mark and what comes next. */
function endsInBlank(piece: Piece): boolean {
  return !isTurned(piece) && CLOSING_WITH_BLANK.test(lastChar(piece.text));
}

function beginsWithBlank(piece: Piece): boolean {
  return !isTurned(piece) && OPENING_WITH_BLANK.test(firstChar(piece.text));
}

function costOfBreak(left: Piece, right: Piece): number {
  const [before, after] = [lastChar(left.text), firstChar(right.text)];
  if (CLOSING.test(after) || OPENING.test(before)) return FORBIDDEN;
  if (left.splitAfter) return AVOID_IN_LONG_WORD;
  const within = factOf(left) !== undefined && factOf(left) === factOf(right);
  if (within && left.span.fact === 'whole') return NAME_DOT.test(before) ? AVOID_BEHIND_DOT : AVOID_IN_FACT;
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
