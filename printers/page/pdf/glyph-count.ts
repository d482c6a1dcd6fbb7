/** How many glyphs an embedded font has: TrueType outlines as OpenType 1.9 has them, or bare CFF (Adobe TN 5176). */

const TABLE_ENTRY_BYTES = 16;
const GLYPHS_IN_MAXP = 4;
const CFF_MAJOR = 1;
/** Operators of a CFF DICT; above them begin numbers. */
const LAST_OPERATOR = 21;
const ESCAPE = 12;
const CHAR_STRINGS = 17;

/** Throws `RangeError` when the font is cut short or is neither. */
export function glyphCount(font: Buffer): number {
  return font.readUInt8(0) === CFF_MAJOR
    ? charStrings(font)
    : font.readUInt16BE(maxpAt(font) + GLYPHS_IN_MAXP);
}

function maxpAt(font: Buffer): number {
  const tables = font.readUInt16BE(4);
  for (let index = 0; index < tables; index++) {
    const entry = 12 + TABLE_ENTRY_BYTES * index;
    if (font.toString('latin1', entry, entry + 4) === 'maxp') return font.readUInt32BE(entry + 8);
  }
  throw new RangeError('a font without maxp');
}

/** Header, index of names, index of top dictionaries; one of its entries says where the glyphs are. */
function charStrings(font: Buffer): number {
  const names = font.readUInt8(2);
  const top = firstOf(font, indexEnd(font, names));
  let operand = 0;
  for (let at = 0; at < top.length; ) {
    const first = top.readUInt8(at);
    if (first === CHAR_STRINGS) return font.readUInt16BE(operand);
    if (first > LAST_OPERATOR) operand = wholeNumber(top, at);
    at += first > LAST_OPERATOR ? numberBytes(top, at) : operatorBytes(first);
  }
  throw new RangeError('a font without glyphs');
}

const operatorBytes = (first: number): number => (first === ESCAPE ? 2 : 1);

/** Bytes of a number in a DICT (clause 4, table 3); a real one ends with a half byte of ones. */
function numberBytes(dict: Buffer, at: number): number {
  const first = dict.readUInt8(at);
  if (first === 28) return 3;
  if (first === 29) return 5;
  if (first !== 30) return first < 247 ? 1 : 2;
  let bytes = 2;
  while ((dict.readUInt8(at + bytes - 1) & 0x0f) !== 0x0f) bytes++;
  return bytes;
}

/** An offset is never negative, nor a real number: what those say is asked by nobody. */
function wholeNumber(dict: Buffer, at: number): number {
  const first = dict.readUInt8(at);
  if (first === 28) return dict.readUInt16BE(at + 1);
  if (first === 29) return dict.readUInt32BE(at + 1);
  return first < 247 ? first - 139 : (first - 247) * 256 + dict.readUInt8(at + 1) + 108;
}

/** Clause 5: how many, bytes of an offset, offsets (the first is 1), objects. */
function indexEnd(font: Buffer, at: number): number {
  const count = font.readUInt16BE(at);
  return count === 0 ? at + 2 : objectAt(font, at, count);
}

function firstOf(font: Buffer, at: number): Buffer {
  return font.subarray(objectAt(font, at, 0), objectAt(font, at, 1));
}

function objectAt(font: Buffer, at: number, index: number): number {
  const count = font.readUInt16BE(at);
  const bytes = font.readUInt8(at + 2);
  const offset = font.readUIntBE(at + 3 + index * bytes, bytes);
  return at + 2 + (count + 1) * bytes + offset;
}
