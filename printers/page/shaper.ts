/** Joins the letters of an Arabic word as the font's tables say (OpenType GSUB and GPOS, carried out by fontkit). */
import { create, type Font, type Glyph } from 'fontkit';

/** A glyph by its number in the font; its place is from the left edge of the word and the baseline, in em. */
interface ShapedGlyph {
  readonly glyph: number;
  readonly x: number;
  readonly rise: number;
}

/** One letter, or several that are one glyph; fonts draw the dots of many by themselves. */
interface ShapedLetter {
  readonly text: string;
  readonly body: ShapedGlyph;
  readonly dots: readonly ShapedGlyph[];
}

/** From left to right, though it is read from right to left. */
export interface ShapedWord {
  readonly letters: readonly ShapedLetter[];
  readonly width: number;
}

/**
 * Has a parsed font of its own. fontkit keeps each glyph with the code points that asked for it first, or with none when
 * it was a component of another, and then takes it for a letter that joins nothing: here every asking has its own.
 */
export class Shaper {
  readonly #font: Font;

  constructor(bytes: Buffer) {
    const font = create(bytes);
    if ('fonts' in font) throw new TypeError('a collection of fonts');
    const kept = font.getGlyph.bind(font);
    font.getGlyph = (glyph: number, codePoints: number[] = []): Glyph =>
      Object.create(kept(glyph), { codePoints: { value: codePoints } });
    this.#font = font;
  }

  /** As Uyghur writes them, where the font knows of a difference. */
  shape(word: string): ShapedWord {
    const { unitsPerEm } = this.#font;
    const { glyphs, positions } = this.#font.layout(word, undefined, 'arab', 'UIG ', 'rtl');
    const letters: ShapedLetter[] = [];
    let dots: ShapedGlyph[] = [];
    let pen = 0;
    for (const [at, { id, codePoints }] of glyphs.entries()) {
      const { xAdvance = 0, xOffset = 0, yOffset = 0 } = positions[at] ?? {};
      const shaped = { glyph: id, x: (pen + xOffset) / unitsPerEm, rise: yOffset / unitsPerEm };
      pen += xAdvance;
      if (codePoints.length === 0) {
        dots.push(shaped); // of the letter whose body comes next
      } else {
        letters.push({ text: String.fromCodePoint(...codePoints), body: shaped, dots });
        dots = [];
      }
    }
    return { letters, width: pen / unitsPerEm };
  }
}
