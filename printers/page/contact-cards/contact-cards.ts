/** Sheets of ten cards with crop marks, for a guillotine. */
import type { FontChain } from '../fonts.ts';
import { type Point, rectangle } from '../outline.ts';
import { writePdf } from '../pdf/write-pdf.ts';
import { A4, BLACK, type Mark, PT_PER_MM, type Sheet } from '../sheet.ts';
import { CARD, type ContactCard, layCard } from './contact-card.ts';

const ACROSS = 2;
const DOWN = 5;
const PER_SHEET = ACROSS * DOWN;
const LEFT = (A4.width - ACROSS * CARD.width) / 2;
const BOTTOM = (A4.height - DOWN * CARD.height) / 2;
const RIGHT = LEFT + ACROSS * CARD.width;
const TOP = BOTTOM + DOWN * CARD.height;

/** They begin so far outside the cards, that nothing of them is left on a card that is cut a little off. */
const MARK_GAP = 3 * PT_PER_MM;
const MARK_LENGTH = 5 * PT_PER_MM;
const MARK_WIDTH = 0.3;

/** Throws what `layCard` throws. */
export async function renderContactCards(
  cards: readonly ContactCard[],
  fonts: FontChain,
  at: Date,
): Promise<Uint8Array> {
  return await writePdf(contactCards(cards, fonts), fonts, { title: '连心卡', at });
}

export function contactCards(cards: readonly ContactCard[], fonts: FontChain): Sheet[] {
  const sheets: Sheet[] = [];
  for (let from = 0; from < cards.length; from += PER_SHEET) {
    const marks = cards
      .slice(from, from + PER_SHEET)
      .flatMap((card, place) => layCard(card, cornerOf(place), fonts));
    sheets.push({ ...A4, marks: [...cropMarks(), ...marks] });
  }
  return sheets;
}

/** From the upper left, row by row. */
function cornerOf(place: number): Point {
  const [column, row] = [place % ACROSS, Math.floor(place / ACROSS)];
  return [LEFT + column * CARD.width, TOP - (row + 1) * CARD.height];
}

function cropMarks(): Mark[] {
  const upright = Array.from({ length: ACROSS + 1 }, (_, at) => LEFT + at * CARD.width);
  const level = Array.from({ length: DOWN + 1 }, (_, at) => BOTTOM + at * CARD.height);
  return [
    ...upright.flatMap((x) => [
      stroke([x, TOP + MARK_GAP], [x, TOP + MARK_GAP + MARK_LENGTH]),
      stroke([x, BOTTOM - MARK_GAP - MARK_LENGTH], [x, BOTTOM - MARK_GAP]),
    ]),
    ...level.flatMap((y) => [
      stroke([LEFT - MARK_GAP - MARK_LENGTH, y], [LEFT - MARK_GAP, y]),
      stroke([RIGHT + MARK_GAP, y], [RIGHT + MARK_GAP + MARK_LENGTH, y]),
    ]),
  ];
}

function stroke([left, bottom]: Point, [right, top]: Point): Mark {
  const half = MARK_WIDTH / 2;
  const [x, y] = left === right ? [half, 0] : [0, half];
  const outline = rectangle([left - x, bottom - y], [right + x, top + y]);
  return { kind: 'shape', outline, colour: BLACK };
}
