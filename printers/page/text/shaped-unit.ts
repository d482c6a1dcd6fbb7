/** The glyphs of text that runs from right to left: joined Arabic letters, and what stands between them. */
import { codePointOf, type FontChain, type Weight } from '../fonts.ts';
import { byArabic, isArabic } from '../scripts.ts';
import type { PlacedGlyph } from '../sheet.ts';
import { mirrored } from './direction.ts';

/** `x` and `rise` in em, from the left edge of the text and the baseline. */
export interface SetLetter {
  /** As it is read. */
  readonly says: string;
  readonly body: PlacedGlyph;
  readonly dots: readonly PlacedGlyph[];
}

interface SetPart {
  readonly letters: readonly SetLetter[];
  readonly width: number;
}

/** From left to right. */
export function shapedLetters(text: string, weight: Weight, fonts: FontChain): SetLetter[] {
  let pen = 0;
  return byArabic(text)
    .toReversed()
    .flatMap((part) => {
      const set = isArabic(part) ? joined(part, weight, fonts) : turnedRound(part, weight, fonts);
      const left = pen;
      pen += set.width;
      const moved = (glyph: PlacedGlyph): PlacedGlyph => ({ ...glyph, x: left + glyph.x });
      return set.letters.map(({ says, body, dots }) => ({ says, body: moved(body), dots: dots.map(moved) }));
    });
}

function joined(word: string, weight: Weight, fonts: FontChain): SetPart {
  const { letters, width } = fonts.cut(codePointOf(word), weight).face.shape(word);
  return {
    letters: letters.map(({ text, body, dots }) => ({
      says: text,
      body: { char: text, ...body },
      dots: dots.map((dot) => ({ char: text, ...dot })),
    })),
    width,
  };
}

function turnedRound(text: string, weight: Weight, fonts: FontChain): SetPart {
  let width = 0;
  const letters = Array.from(text)
    .toReversed()
    .map((says) => {
      const char = mirrored(says);
      const x = width;
      width += fonts.width(char, weight);
      return { says, body: { char, x }, dots: [] };
    });
  return { letters, width };
}
