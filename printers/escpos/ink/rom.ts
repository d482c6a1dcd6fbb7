/** Which characters the font ROM of a slip printer holds. */
import { gb18030 } from './gb18030.ts';

/**
 * The oldest hold GB 2312-80 (7,445 characters), most GBK as code page 936 has it (21,791), few every
 * Han character of GB 18030-2022, level 3.
 */
export type Charset = 'gb2312' | 'gbk' | 'gb18030';

type Range = readonly [from: number, to: number];

/** Whatever a font or a ROM has there, it is not what the writer meant. */
export const PRIVATE_USE = /\p{Co}/u;
const CONTROL = /\p{Cc}/u;
const FIRST_OF_GB2312 = 0xa1a1;
const LAST_OF_GB2312 = 0xf7fe;
const FIRST_TRAIL_OF_GB2312 = 0xa1;
/** Empty in GB 2312-80 though within its rows: small Roman numerals, vertical forms, Pinyin letters. */
const LATER_THAN_GB2312: readonly Range[] = [
  [0xa2a1, 0xa2aa],
  [0xa2e3, 0xa2e3],
  [0xa6d9, 0xa6f5],
  [0xa8bb, 0xa8c0],
];
/** Came with GB 18030-2000 and later, or are in GBK and not in code page 936. */
const LATER_THAN_GBK: readonly Range[] = [
  [0xa2e3, 0xa2e3],
  [0xa6d9, 0xa6df],
  [0xa6ec, 0xa6ed],
  [0xa6f3, 0xa6f3],
  [0xa8bc, 0xa8bc],
  [0xa8bf, 0xa8bf],
  [0xa989, 0xa995],
  [0xfe50, 0xfea0],
];
/** The Han of four bytes in level 3 (GB 18030-2022): extensions A to F, and what was added behind the first block. */
const FOUR_BYTE_HAN: readonly Range[] = [
  [0x3400, 0x4db5],
  [0x9fa6, 0x9fef],
  [0x20000, 0x2a6d6],
  [0x2a700, 0x2b734],
  [0x2b740, 0x2b81d],
  [0x2b820, 0x2cea1],
  [0x2ceb0, 0x2ebe0],
];

/** Whether a ROM of that charset has a glyph. Controls and private-use codes never do. */
export function isInRom(character: string, charset: Charset): boolean {
  if (PRIVATE_USE.test(character) || CONTROL.test(character)) return false;
  const code = gb18030(character);
  if (code === undefined) return false;
  if (code.length === 1) return true;
  if (code.length === 4)
    return charset === 'gb18030' && isWithin(FOUR_BYTE_HAN, character.codePointAt(0) ?? 0);
  const pair = code.readUInt16BE();
  switch (charset) {
    case 'gb2312':
      return isInGb2312(pair);
    case 'gbk':
      return !isWithin(LATER_THAN_GBK, pair);
    case 'gb18030':
      return true;
    default:
      return charset satisfies never;
  }
}

function isInGb2312(pair: number): boolean {
  const isInItsRows =
    pair >= FIRST_OF_GB2312 && pair <= LAST_OF_GB2312 && (pair & 0xff) >= FIRST_TRAIL_OF_GB2312;
  return isInItsRows && !isWithin(LATER_THAN_GB2312, pair);
}

function isWithin(ranges: readonly Range[], value: number): boolean {
  return ranges.some(([from, to]) => value >= from && value <= to);
}
