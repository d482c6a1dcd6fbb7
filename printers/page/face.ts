/** One font file: what it can draw, how wide, and along which outline. Parsed on first use and kept. */
import { readFileSync } from 'node:fs';
import { create, type Font, type PathCommand } from 'fontkit';
import type { Outline, Segment } from './outline.ts';

/** A configured font cannot be used; the message names the file. */
export class FontFault extends Error {
  readonly code: 'font_unreadable' | 'font_unusable';

  constructor(code: FontFault['code'], path: string, cause?: unknown) {
    super(`${code}: ${path}`, { cause });
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

  /** False also for a code point that the font maps to an empty glyph. */
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

  /** In em, baseline at 0. */
  outline(codePoint: number): Outline {
    const { commands } = this.font.glyphForCodePoint(codePoint).path;
    return asCubics(commands, 1 / this.font.unitsPerEm);
  }

  #hasInk(codePoint: number): boolean {
    const char = String.fromCodePoint(codePoint);
    if (INKLESS.test(char) || !this.font.hasGlyphForCodePoint(codePoint)) return false;
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

/** PDF knows cubic curves only; a TrueType quadratic is raised exactly (both handles at two thirds). */
function asCubics(commands: readonly PathCommand[], scale: number): Outline {
  const outline: Segment[] = [];
  let [penX, penY] = [0, 0];
  for (const { command, args } of commands) {
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = args.map((value) => value * scale);
    switch (command) {
      case 'moveTo':
        outline.push(['M', a, b]);
        break;
      case 'lineTo':
        outline.push(['L', a, b]);
        break;
      case 'quadraticCurveTo':
        outline.push([
          'C',
          penX + (2 / 3) * (a - penX),
          penY + (2 / 3) * (b - penY),
          c + (2 / 3) * (a - c),
          d + (2 / 3) * (b - d),
          c,
          d,
        ]);
        break;
      case 'bezierCurveTo':
        outline.push(['C', a, b, c, d, e, f]);
        break;
      case 'closePath':
        outline.push(['Z']);
        break;
      default:
        return command satisfies never;
    }
    if (args.length === 2) [penX, penY] = [a, b];
    if (args.length === 4) [penX, penY] = [c, d];
    if (args.length === 6) [penX, penY] = [e, f];
  }
  return outline;
}
