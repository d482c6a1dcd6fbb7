/** What a HID device is for, out of its report descriptor (USB HID 1.11, 6.2.2): the usages of its collections at the top. */
import { COLLECTION, itemsOf, USAGE, USAGE_PAGE } from '../../lines/hid-descriptor-items.ts';

export interface Usage {
  readonly page: number;
  readonly usage: number;
}

/** Such collections stand at the top only (6.2.2.6). */
const APPLICATION = 1;

/** One per application collection, in their order; damaged bytes end the list. */
export function usagesIn(descriptor: Buffer): Usage[] {
  const usages: Usage[] = [];
  let page = 0;
  let usage: Usage | undefined;
  for (const { tag, bytes, value } of itemsOf(descriptor)) {
    if (tag === USAGE_PAGE) page = value;
    else if (tag === USAGE) usage ??= usageOf(value, bytes, page);
    else if (tag === COLLECTION && value === APPLICATION && usage) usages.push(usage);
    if (isMainItem(tag)) usage = undefined; // local items hold until the next main item
  }
  return usages;
}

/** Four bytes name the page, too (6.2.2.8). */
function usageOf(value: number, bytes: number, page: number): Usage {
  return bytes === 4 ? { page: value >>> 16, usage: value & 0xffff } : { page, usage: value };
}

function isMainItem(tag: number): boolean {
  return (tag & 0x0c) === 0;
}
