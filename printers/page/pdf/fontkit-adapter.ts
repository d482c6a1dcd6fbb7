/**
 * fontkit 2 as pdf-lib 1.17 wants it. pdf-lib's own @pdf-lib/fontkit 1.1.1 must not be used: its subsets lose most
 * Chinese glyphs while the text can still be extracted (Hopding/pdf-lib#1232), so that only a look at the page
 * shows the damage.
 */
import type { Font, Subset } from 'fontkit';
import type { PDFDocument } from 'pdf-lib';
import type { Face } from '../face.ts';
import { codePointOf } from '../fonts.ts';

type Fontkit = Parameters<PDFDocument['registerFontkit']>[0];
type PdfLibFont = ReturnType<Fontkit['create']>;
/** Plane 15, which is private use and so never text: U+F0000 stands for glyph 0. */
const FIRST_KEY = 0xf0000;

type Listener = (bytes?: Uint8Array) => void;

/** A fontkit for one document. It finds the parsed font by the very byte array that `embedFont` is given. */
export function fontkitFor(faces: Iterable<Face>): Fontkit {
  const byBytes = new Map<Uint8Array, Face>(Array.from(faces, (face) => [face.bytes, face]));
  return {
    create(bytes: Uint8Array): PdfLibFont {
      const face = byBytes.get(bytes);
      if (face === undefined) throw new TypeError('a font outside the chain');
      return view(face.font) as unknown as PdfLibFont; // two typings of one object: fontkit's and pdf-lib's copy of it
    },
  };
}

/** Stands for a glyph that no character asks for by itself, in text given to pdf-lib. */
export function glyphKey(glyph: number): string {
  return String.fromCodePoint(FIRST_KEY + glyph);
}

/**
 * The shared font, with a layout of its own: one glyph a code point, no shaping. fontkit remembers for each glyph the
 * code point that asked first, in whichever document; here each document says its own, or a second resident's text
 * could be extracted with the first one's characters.
 */
function view(font: Font): Font {
  const layout = (text: string) => ({
    glyphs: Array.from(text, (char) => {
      const codePoint = codePointOf(char);
      if (codePoint >= FIRST_KEY) {
        const { id, advanceWidth } = font.getGlyph(codePoint - FIRST_KEY);
        return { id, advanceWidth, codePoints: [] };
      }
      const { id, advanceWidth } = font.glyphForCodePoint(codePoint);
      return { id, advanceWidth, codePoints: [codePoint] };
    }),
  });
  return Object.create(font, {
    layout: { value: layout },
    createSubset: { value: () => streamed(font.createSubset()) },
  });
}

/** fontkit 2 encodes at once; pdf-lib listens for a stream. */
function streamed(subset: Subset): Subset {
  const stream = {
    on(event: string, listener: Listener) {
      if (event === 'data') listener(subset.encode());
      if (event === 'end') listener();
      return stream;
    },
  };
  return Object.assign(subset, { encodeStream: () => stream });
}
