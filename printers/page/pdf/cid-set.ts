/** Which glyphs are in an embedded font: a subset must say so (ISO 19005-1, 6.3.5; ISO 32000-1, table 124). */
import { glyphCount } from './glyph-count.ts';

/** One bit a glyph, from the highest of the first byte on. In our subsets code, CID and glyph are one number. */
export function cidSet(font: Uint8Array): Buffer {
  const glyphs = glyphCount(Buffer.from(font));
  const spare = -glyphs & 7;
  const bits = Buffer.alloc((glyphs + spare) / 8, 0xff);
  if (glyphs > 0) bits.writeUInt8((0xff << spare) & 0xff, bits.length - 1);
  return bits;
}
