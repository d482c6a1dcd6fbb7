/**
 * How the rows of one slip get their ink: by the font in the printer's ROM; else by shapes sent in front of the row
 * (FS 2, 1C 32 FE c2 d1…d72), which then count as characters FE c2; else the whole row as a picture.
 */
import type { Dots } from '../../slip/dots.ts';
import { BLANK, type Glyphs, glyphBytes } from '../../slip/glyph.ts';
import type { TextRow } from '../../slip/layout.ts';
import type { SlipProfile } from '../profile.ts';
import { gb18030 } from './gb18030.ts';
import { defused } from './raster.ts';
import { isInRom } from './rom.ts';
import { rowPicture } from './row-picture.ts';

type Means = Pick<SlipProfile, 'charset' | 'userGlyphs' | 'raster'>;

export type Ink =
  | { readonly kind: 'text'; readonly bytes: Buffer }
  | { readonly kind: 'picture'; readonly dots: Dots }
  | { readonly kind: 'none'; readonly missing: readonly string[] };

const FS = 0x1c;
const USER_ROW = 0xfe;
const FIRST_USER_CELL = 0xa1;
const USER_CELLS = 94;

export class SlipInk {
  readonly #means: Means;
  readonly #glyphs: Glyphs;
  /** One code for one character in the whole slip: what a blink leaves undefined is a gap, never another's shape. */
  readonly #cells = new Map<string, number>();

  constructor(means: Means, glyphs: Glyphs) {
    this.#means = means;
    this.#glyphs = glyphs;
  }

  /** To be asked for the rows in their order, as the shapes that a printer keeps are few. */
  inkOf(row: TextRow): Ink {
    const rare = [...new Set(row.text)].filter((character) => !this.#isInRom(character));
    if (this.#takeCells(rare)) return { kind: 'text', bytes: this.#textBytes(row.text, rare) };
    const undrawn = this.#means.raster ? this.#withoutShape(row.text) : rare;
    if (undrawn.length === 0) return { kind: 'picture', dots: rowPicture(row, this.#glyphs) };
    return { kind: 'none', missing: rare.filter((character) => !this.#cells.has(character)) };
  }

  /** All or none. */
  #takeCells(characters: readonly string[]): boolean {
    const fresh = characters.filter((character) => !this.#cells.has(character));
    const most = Math.min(this.#means.userGlyphs, USER_CELLS);
    if (fresh.length > 0 && this.#cells.size + fresh.length > most) return false;
    if (fresh.some((character) => this.#glyphs[character] === undefined)) return false;
    for (const character of fresh) this.#cells.set(character, FIRST_USER_CELL + this.#cells.size);
    return true;
  }

  /**
   * The shapes go in front of every row that shows them and not only once: after a blink of the power between two pieces
   * the printer has forgotten them.
   */
  #textBytes(text: string, rare: readonly string[]): Buffer {
    const shapes = rare.flatMap((character) => [
      Buffer.of(FS, 0x32, USER_ROW, this.#cells.get(character) ?? 0),
      defused(glyphBytes(this.#glyphs[character] ?? '')),
    ]);
    const codes = Array.from(text, (character) => {
      const cell = this.#cells.get(character);
      return cell === undefined ? (gb18030(character) ?? Buffer.alloc(0)) : Buffer.of(USER_ROW, cell);
    });
    return Buffer.concat([...shapes, ...codes]);
  }

  #withoutShape(text: string): string[] {
    return [...new Set(text)].filter(
      (character) => !BLANK.test(character) && this.#glyphs[character] === undefined,
    );
  }

  #isInRom(character: string): boolean {
    return isInRom(character, this.#means.charset);
  }
}
