// item: tag, type and size in one byte (size 0, 1, 2 or 4 bytes) | value, little-endian      HID 1.11, 6.2.2

/** Item tags with their type, the two low bits of size cut off (6.2.2.4, 6.2.2.7, 6.2.2.8). */
export const INPUT = 0x80;
export const OUTPUT = 0x90;
export const FEATURE = 0xb0;
export const COLLECTION = 0xa0;
export const USAGE_PAGE = 0x04;
export const USAGE = 0x08;
export const REPORT_SIZE = 0x74;
export const REPORT_ID = 0x84;
export const REPORT_COUNT = 0x94;

const LONG_ITEM = 0xfe;
const SIZE_BITS = 0x03;
const SIZES_BYTES = [0, 1, 2, 4] as const;

interface Item {
  readonly tag: number;
  readonly bytes: number;
  readonly value: number;
}

/** The short items of a report descriptor; a long one (6.2.2.3) ends the reading, for nobody uses them. */
export function* itemsOf(descriptor: Buffer): Generator<Item> {
  for (let at = 0; at < descriptor.length; ) {
    const prefix = descriptor.readUInt8(at);
    const bytes = SIZES_BYTES[prefix & SIZE_BITS] ?? 0;
    if (prefix === LONG_ITEM || at + 1 + bytes > descriptor.length) return;
    yield { tag: prefix & ~SIZE_BITS, bytes, value: bytes === 0 ? 0 : descriptor.readUIntLE(at + 1, bytes) };
    at += 1 + bytes;
  }
}
