import { expect, it } from 'vitest';
import type { Piece } from '#printers/page/document/blocks/piece.ts';
import { paginate } from '#printers/page/document/pagination.ts';

const ROOM = { firstTop: 100, nextTop: 100, floor: 0, lastFloor: 50 };
const MOST = 9;

function piece(changed: Partial<Piece> = {}): Piece {
  return { marksAt: () => [], depth: 10, advance: 10, holdsNext: false, ...changed };
}
const pieces = (count: number): Piece[] => Array.from({ length: count }, () => piece());

/** How many pieces stand on each page. */
function counts(of: readonly Piece[], mostPages = MOST): number[] | undefined {
  return paginate(of, ROOM, mostPages)?.map((page) => page.length);
}

it('has no way for a piece that is longer than a page, nor for more pages than there may be', () => {
  expect(counts([piece({ depth: 101 }), ...pieces(3)])).toBeUndefined();
  expect(counts(pieces(30), 2)).toBeUndefined();
});

it('fills pages to the floor and leaves room for the foot on the last', () => {
  expect(counts(pieces(5))).toEqual([5]);
  expect(counts(pieces(6))).toEqual([3, 3]);
  expect(counts(pieces(25))).toEqual([10, 10, 5]);
});

it('takes two pieces to the last page with the signature', () => {
  expect(counts(pieces(11))).toEqual([8, 3]);
});

it('ends no page with a piece that holds the next', () => {
  const title = piece({ holdsNext: true });
  expect(counts([...pieces(8), title, title, ...pieces(3)])).toEqual([8, 5]);
});

it('has no way where every piece on a page holds the next', () => {
  const title = piece({ holdsNext: true });
  expect(counts([...Array.from({ length: 12 }, () => title), piece()])).toBeUndefined();
});

it('begins a page with what is said again, and counts its height', () => {
  const head = piece({ holdsNext: true });
  const rows = Array.from({ length: 22 }, () => piece({ again: head }));
  const pages = paginate([head, ...rows], ROOM, MOST);
  expect(pages?.map((page) => page[0] === head)).toEqual([true, true, true]);
  expect(pages?.map((page) => page.length)).toEqual([10, 10, 5]);
});
