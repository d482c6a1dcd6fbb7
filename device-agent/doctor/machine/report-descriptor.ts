/**
 * What a HID device is for, out of its report descriptor: short items of one byte of prefix (tag, type, size) and up to four
 * of data; a long item carries its length (USB HID 1.11, 6.2.2). Only the collections at the top are looked at.
 */
export interface Usage {
  readonly page: number;
  readonly usage: number;
}

const LONG_ITEM = 0xfe;
const USAGE_PAGE = 0x04;
const USAGE = 0x08;
const COLLECTION = 0xa0;
const END_COLLECTION = 0xc0;
const WITHOUT_SIZE = 0xfc;
const APPLICATION = 1;

/** One per application collection, in their order; damaged bytes end the list. */
export function usagesIn(descriptor: Buffer): Usage[] {
  const usages: Usage[] = [];
  let page = 0;
  let usage: Usage | undefined;
  let depth = 0;
  for (const { item, data } of itemsIn(descriptor)) {
    if (item === USAGE_PAGE) page = numberIn(data);
    else if (item === USAGE) usage ??= usageIn(data, page);
    else if (item === COLLECTION) {
      if (depth === 0 && usage && numberIn(data) === APPLICATION) usages.push(usage);
      depth += 1;
    } else if (item === END_COLLECTION) depth -= 1;
    if (isMainItem(item)) usage = undefined; // local items hold until the next main item
  }
  return usages;
}

function* itemsIn(descriptor: Buffer): Generator<{ item: number; data: Buffer }> {
  for (let at = 0; at < descriptor.length; ) {
    const prefix = descriptor.readUInt8(at);
    const isLong = prefix === LONG_ITEM;
    const size = isLong ? 2 + (descriptor[at + 1] ?? 0) : ([0, 1, 2, 4][prefix & 0x03] ?? 0);
    if (!isLong) yield { item: prefix & WITHOUT_SIZE, data: descriptor.subarray(at + 1, at + 1 + size) };
    at += 1 + size;
  }
}

function numberIn(data: Buffer): number {
  return data.length === 0 ? 0 : data.readUIntLE(0, data.length);
}

/** Four bytes name the page, too (6.2.2.8). */
function usageIn(data: Buffer, page: number): Usage {
  return data.length === 4
    ? { page: data.readUInt16LE(2), usage: data.readUInt16LE(0) }
    : { page, usage: numberIn(data) };
}

function isMainItem(item: number): boolean {
  return (item & 0x0c) === 0;
}
