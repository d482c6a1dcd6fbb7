/** What no page is broken within. */
import type { Mark } from '../../sheet.ts';

export interface Piece {
  /** Draws it from the cursor `y`: the baseline that a line of text would have there. */
  marksAt(y: number): Mark[];
  /** How far below the cursor its ink reaches. */
  readonly depth: number;
  /** From its cursor to the next. */
  readonly advance: number;
  /** Never the last on a page. */
  readonly holdsNext: boolean;
  /** Said again above it where it begins a page. */
  readonly again?: Piece;
}
