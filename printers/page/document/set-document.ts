/** Lays out a document: its blocks as pieces, the pieces on pages, header and foot around them. */
import { type FontChain, GlyphsMissing } from '../fonts.ts';
import { A4, type Mark, PT_PER_MM, type Sheet } from '../sheet.ts';
import { setLine } from '../text/paragraph.ts';
import { layFacts } from './blocks/facts.ts';
import type { Piece } from './blocks/piece.ts';
import { layProse } from './blocks/prose.ts';
import { laySignature } from './blocks/signature.ts';
import { layTable } from './blocks/table.ts';
import { layTitle } from './blocks/title.ts';
import { type LaidFoot, layFoot } from './foot.ts';
import { FORMS, LEFT, RIGHT, SMALL, type TypeStep } from './frame.ts';
import { HEADER_RULE, layHeader, type PageNumber } from './header.ts';
import { type Block, type PageDocument, wordsOf } from './page-document.ts';
import { PageFull } from './page-full.ts';
import { paginate, type Room } from './pagination.ts';

const BODY_TO_FOOT = 22;
const FLOOR = 28 * PT_PER_MM;
const CONTINUED_BASELINE = 20 * PT_PER_MM;
const NEXT_TOP = HEADER_RULE - 22;

/**
 * One sheet a page. Throws `GlyphsMissing` before anything is laid out when a character has no font, `PageFull` when the
 * texts do not fit even in the smallest type of the form.
 */
export function setDocument(document: PageDocument, fonts: FontChain): Sheet[] {
  const missing = fonts.missingGlyphs(wordsOf(document).join(''));
  if (missing.length > 0) throw new GlyphsMissing(missing);
  const foot = layFoot(document.foot, fonts);
  const pages = firstThatFits(document, foot, fonts);
  const title = document.blocks.find((block) => block.kind === 'title')?.text;
  return pages.map((pieces, index) => {
    const at = { page: index + 1, pages: pages.length };
    const top = index === 0 ? FORMS[document.form].title.baseline : NEXT_TOP;
    const marks = [
      ...layHeader(document.header, title, at, fonts),
      ...stackedPieces(pieces, top),
      ...end(at, foot, fonts),
    ];
    return { ...A4, marks };
  });
}

/** In the largest type of the form in which it needs no more pages than it may have. */
function firstThatFits(document: PageDocument, foot: LaidFoot, fonts: FontChain): Piece[][] {
  const { steps, title, mostPages } = FORMS[document.form];
  const room: Room = {
    firstTop: title.baseline,
    nextTop: NEXT_TOP,
    floor: FLOOR,
    lastFloor: foot.top + BODY_TO_FOOT,
  };
  for (const type of steps) {
    const pieces = document.blocks.flatMap((block) => piecesOf(block, { title, type }, fonts));
    const pages = paginate(pieces, room, mostPages);
    if (pages !== undefined) return pages;
  }
  throw new PageFull();
}

interface Type {
  readonly title: { readonly size: number; readonly toBody: number };
  readonly type: TypeStep;
}

function piecesOf(block: Block, { title, type }: Type, fonts: FontChain): Piece[] {
  switch (block.kind) {
    case 'title':
      return [layTitle(block.text, title, fonts)];
    case 'paragraph':
      return [layProse(block, type, fonts)];
    case 'facts':
      return layFacts(block, type, fonts);
    case 'table':
      return layTable(block, fonts);
    case 'signature':
      return [laySignature(block, type.leading, fonts)];
    default:
      return block satisfies never;
  }
}

function stackedPieces(pieces: readonly Piece[], top: number): Mark[] {
  let y = top;
  return pieces.flatMap((piece) => {
    const marks = piece.marksAt(y);
    y -= piece.advance;
    return marks;
  });
}

function end({ page, pages }: PageNumber, foot: LaidFoot, fonts: FontChain): readonly Mark[] {
  if (page === pages) return foot.marks;
  const style = { weight: 'regular', size: SMALL.size, left: LEFT, baseline: CONTINUED_BASELINE } as const;
  const { width } = setLine('接下页', fonts, style);
  return setLine('接下页', fonts, { ...style, left: RIGHT - width }).marks;
}
