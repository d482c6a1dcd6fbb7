/** Which pieces stand on which page. */
import type { Piece } from './blocks/piece.ts';

/** Cursors at the head of a page, and how low ink may come. */
export interface Room {
  readonly firstTop: number;
  readonly nextTop: number;
  /** On a page that others follow, and on the last, which has the foot. */
  readonly floor: number;
  readonly lastFloor: number;
}

/** Pieces that go to the last page with the signature: it and two before. */
const TAIL = 3;

/** Undefined when there is no way: a piece is longer than a page, or `mostPages` are too few. */
export function paginate(pieces: readonly Piece[], room: Room, mostPages: number): Piece[][] | undefined {
  const pages: Piece[][] = [];
  let rest = [...pieces];
  while (pages.length < mostPages) {
    const top = pages.length === 0 ? room.firstTop : room.nextTop;
    if (countFitting(rest, top - room.lastFloor) === rest.length) return [...pages, rest];
    const count = breakAt(rest, countFitting(rest, top - room.floor));
    if (count === 0) return undefined;
    pages.push(rest.slice(0, count));
    const again = rest[count]?.again;
    rest = again === undefined ? rest.slice(count) : [again, ...rest.slice(count)];
  }
  return undefined;
}

function countFitting(pieces: readonly Piece[], height: number): number {
  let used = 0;
  const first = pieces.findIndex(({ depth, advance }) => {
    const overflows = used + depth > height;
    used += advance;
    return overflows;
  });
  return first === -1 ? pieces.length : first;
}

/** 0 when nothing may stand on the page without what does not fit on it. */
function breakAt(pieces: readonly Piece[], fitting: number): number {
  let count = Math.min(fitting, pieces.length - TAIL);
  while (count > 0 && pieces[count - 1]?.holdsNext) count -= 1;
  return Math.max(0, count);
}
