/**
 * GB 18030-2022 as bytes. Node decodes it and does not encode it, so the decoder's tables are inverted, once, when first
 * needed: 23,939 two-byte codes, and the 39,420 four-byte codes of the basic plane. Beyond it the code is arithmetic.
 */

const FIRST_PAIR = 0x8140;
const LAST_PAIR = 0xfefe;
const FOUR_BYTE_CODES_OF_THE_BASIC_PLANE = 39_420;
const BEYOND_THE_BASIC_PLANE = 0x10000;
/** Linear number of 90 30 81 30, the code of U+10000. */
const FIRST_BEYOND = 189_000;

let pairs: ReadonlyMap<string, number> | undefined;
let quads: ReadonlyMap<string, number> | undefined;

/** `undefined` for half a surrogate pair and for the one code point that has no code, U+E5E5. */
export function gb18030(character: string): Buffer | undefined {
  const codePoint = character.codePointAt(0) ?? 0;
  if (codePoint < 0x80) return Buffer.of(codePoint);
  pairs ??= invert(pairBytes(), 2);
  const pair = pairs.get(character);
  if (pair !== undefined) return Buffer.of(pair >> 8, pair & 0xff);
  if (codePoint >= BEYOND_THE_BASIC_PLANE) return quad(codePoint - BEYOND_THE_BASIC_PLANE + FIRST_BEYOND);
  quads ??= invert(quadBytes(), 4);
  const linear = quads.get(character);
  return linear === undefined ? undefined : quad(linear);
}

function invert(codes: Buffer, codeBytes: 2 | 4): Map<string, number> {
  const characters = new TextDecoder('gb18030').decode(codes);
  const table = new Map<string, number>();
  for (let at = characters.length - 1; at >= 0; at -= 1) {
    // Backwards, for A3 A0 is a second code of the ideographic space: the first one stays.
    table.set(characters.charAt(at), codeBytes === 2 ? codes.readUInt16BE(at * 2) : at);
  }
  return table;
}

function pairBytes(): Buffer {
  const bytes: number[] = [];
  for (let code = FIRST_PAIR; code <= LAST_PAIR; code += 1) {
    const trail = code & 0xff;
    if (trail >= 0x40 && trail !== 0x7f && trail !== 0xff) bytes.push(code >> 8, trail);
  }
  return Buffer.from(bytes);
}

function quadBytes(): Buffer {
  const codes = Array.from({ length: FOUR_BYTE_CODES_OF_THE_BASIC_PLANE }, (_, linear) => quad(linear));
  return Buffer.concat(codes);
}

/** 81 30 81 30 is number 0; the last byte counts to 10, the third to 126, the second to 10. */
function quad(linear: number): Buffer {
  return Buffer.of(
    0x81 + Math.floor(linear / 12_600),
    0x30 + (Math.floor(linear / 1260) % 10),
    0x81 + (Math.floor(linear / 10) % 126),
    0x30 + (linear % 10),
  );
}
