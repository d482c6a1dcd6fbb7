/** One font file: what it can draw and how wide. Parsed on first use and kept. */
import { readFileSync } from 'node:fs';
import { create, type Font } from 'fontkit';
import { glyphOutline } from './glyph-outline.ts';
import type { Outline } from './outline.ts';
import { standsAlone } from './scripts.ts';
import { type ShapedWord, Shaper } from './shaper.ts';

const SENTENCES = {
  font_unreadable: 'there is no font to read here',
  font_unusable: 'no TrueType or OpenType font, or a collection (.ttc) that must be taken apart first',
} as const;

/** A configured font cannot be used; the message names the file. */
export class FontFault extends Error {
  readonly code: keyof typeof SENTENCES;

  constructor(code: FontFault['code'], path: string, cause?: unknown) {
    super(`${path}: ${SENTENCES[code]}`, { cause });
    this.name = 'FontFault';
    this.code = code;
  }
}

/** Controls, joiners, variation selectors: never ink, so never part of a name on paper. */
const INKLESS = /[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]/u;
const BLANK = /\p{Zs}/u;

export class Face {
  readonly path: string;
  #parsed: { readonly bytes: Buffer; readonly font: Font } | undefined;
  #shaper: Shaper | undefined;
  readonly #drawn = new Map<number, boolean>();
  readonly #advances = new Map<number, number>();

  constructor(path: string) {
    this.path = path;
  }

  get bytes(): Buffer {
    return this.#open().bytes;
  }

  get font(): Font {
    return this.#open().font;
  }

  /** False also for a code point that the font maps to an empty glyph, and for one that needs its neighbours. */
  draws(codePoint: number): boolean {
    let drawn = this.#drawn.get(codePoint);
    if (drawn === undefined) {
      drawn = this.#hasInk(codePoint);
      this.#drawn.set(codePoint, drawn);
    }
    return drawn;
  }

  /** Width in em. */
  advance(codePoint: number): number {
    let advance = this.#advances.get(codePoint);
    if (advance === undefined) {
      advance = this.font.glyphForCodePoint(codePoint).advanceWidth / this.font.unitsPerEm;
      this.#advances.set(codePoint, advance);
    }
    return advance;
  }

  /** Number of the glyph in this font that draws a code point by itself. */
  glyphOf(codePoint: number): number {
    return this.font.glyphForCodePoint(codePoint).id;
  }

  /** In em. */
  outline(glyph: number): Outline {
    return glyphOutline(this.font.getGlyph(glyph), this.font.unitsPerEm);
  }

  glyphAdvance(glyph: number): number {
    return this.font.getGlyph(glyph).advanceWidth / this.font.unitsPerEm;
  }

  /** Arabic letters in the forms that their neighbours ask for. */
  shape(word: string): ShapedWord {
    this.#shaper ??= new Shaper(this.bytes);
    return this.#shaper.shape(word);
  }

  #hasInk(codePoint: number): boolean {
    const char = String.fromCodePoint(codePoint);
    if (INKLESS.test(char) || !standsAlone(char) || !this.font.hasGlyphForCodePoint(codePoint)) return false;
    return BLANK.test(char) || this.font.glyphForCodePoint(codePoint).path.commands.length > 0;
  }

  #open(): { readonly bytes: Buffer; readonly font: Font } {
    this.#parsed ??= parse(this.path);
    return this.#parsed;
  }
}

function parse(path: string): { readonly bytes: Buffer; readonly font: Font } {
  const bytes = readFont(path);
  try {
    const font = create(bytes);
    if (!('fonts' in font)) return { bytes, font };
  } catch (cause) {
    throw new FontFault('font_unusable', path, cause);
  }
  throw new FontFault('font_unusable', path); // a collection (TTC): which face of it was meant?
}

function readFont(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new FontFault('font_unreadable', path, cause);
  }
}
