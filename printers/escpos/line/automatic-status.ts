/** What a printer says of its own accord (GS a, Epson's reference, "Enable/disable Automatic Status Back"). */
import type { Answers } from './conditions.ts';

/** Four bytes, `0xx1xx00 0xx0xxxx 0xx0xxxx 0xx0xxxx`. */
export type Automatic = readonly [printer: number, error: number, paper: number, reserved: number];

/**
 * GS a: at once, and whenever it goes on or off line (02), fails (04) or its paper sensors change (08). Not of a cash
 * drawer (01), for a kiosk has none and its open pin would speak at random.
 */
export const TELL_CHANGES = Buffer.of(0x1d, 0x61, 0x0e);

const OFFLINE = 0x08;
const COVER_OPEN = 0x20;
/** 04 and 08 mean what they mean in DLE EOT 3, so do 20 and 40. */
const ERRORS = 0x6c;
const NEAR_END = 0x03;
const PAPER_END = 0x0c;

/** The same as the answers to DLE EOT 1 to 4, so that there is one reading of both. */
export function answersOf([printer, error, paper]: Automatic): Answers {
  const isEnd = (paper & PAPER_END) !== 0;
  return [
    printer & OFFLINE,
    (printer & COVER_OPEN ? 0x04 : 0) | (isEnd ? 0x20 : 0) | (error & ERRORS ? 0x40 : 0),
    error & ERRORS,
    (paper & NEAR_END ? 0x0c : 0) | (isEnd ? 0x60 : 0),
  ];
}
