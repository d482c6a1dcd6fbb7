// ask:    AA AA AA 96 69 | Len (2, big-endian) | CMD PARA    [DATA] | CHK     Len counts from CMD to CHK
// answer: AA AA AA 96 69 | Len (2, big-endian) | SW1 SW2 SW3 [DATA] | CHK     CHK = XOR from Len to the end of DATA
// GA/T 467 chapter 7, as far as published code shows it: docs/devices/identity-card-readers.md

const PREAMBLE = Buffer.of(0xaa, 0xaa, 0xaa, 0x96, 0x69);
const HEADER_BYTES = PREAMBLE.length + 2;
/** SW1 SW2 SW3 CHK. */
const SHORTEST_LENGTH = 4;
/** The longest answer known, text with photo and fingerprints, says 2314. */
const LONGEST_LENGTH = 4096;

export interface SamAnswer {
  /** SW1 SW2, as the card itself gave them: for the log only. */
  readonly cardStatus: number;
  /** SW3, the reader's own word: the one to decide by. */
  readonly status: number;
  readonly data: Buffer;
}

export type Found =
  | { readonly kind: 'answer'; readonly answer: SamAnswer }
  | { readonly kind: 'discarded'; readonly bytes: number; readonly because: 'noise' | 'length' | 'checksum' };

export function encodeCommand(command: number, parameter: number): Buffer {
  const counted = Buffer.of(0, 3, command, parameter);
  return Buffer.concat([PREAMBLE, counted, Buffer.of(xor(counted))]);
}

/**
 * Takes every whole answer out of what the line has brought so far, and names what it had to throw away.
 * `rest` may still become an answer: hand it in again with more bytes behind it. After a false start only its first
 * byte is given up, so a good frame inside a bad one is found.
 * With `ended` nothing more will come: a frame that never became whole is noise, and what it hid is looked through.
 */
export function decodeAnswers(bytes: Buffer, ended = false): { found: Found[]; rest: Buffer } {
  const found: Found[] = [];
  let rest = bytes;
  for (;;) {
    const { skip, because } = nextStart(rest);
    if (skip > 0) found.push({ kind: 'discarded', bytes: skip, because });
    rest = rest.subarray(skip);
    const size = frameSize(rest);
    if (size !== undefined && rest.length >= size) {
      found.push({ kind: 'answer', answer: readAnswer(rest.subarray(0, size)) });
      rest = rest.subarray(size);
    } else if (ended && rest.length > 0) {
      found.push({ kind: 'discarded', bytes: 1, because: 'noise' });
      rest = rest.subarray(1);
    } else {
      return { found, rest };
    }
  }
}

/** How many bytes to give up before the next place where a good frame stands or may still be growing. */
function nextStart(bytes: Buffer): { skip: number; because: 'noise' | 'length' | 'checksum' } {
  let because: 'noise' | 'length' | 'checksum' = 'noise';
  for (let at = 0; ; at += 1) {
    at = preambleFrom(bytes, at);
    const here = bytes.subarray(at);
    const size = frameSize(here);
    if (size === undefined) return { skip: at, because };
    const length = size - HEADER_BYTES;
    if (length < SHORTEST_LENGTH || length > LONGEST_LENGTH) because = 'length';
    else if (here.length < size || xor(here.subarray(PREAMBLE.length, size)) === 0)
      return { skip: at, because };
    else because = 'checksum';
  }
}

/** Where a preamble begins, whole or cut off by the end of the bytes; the end itself when there is none. */
function preambleFrom(bytes: Buffer, from: number): number {
  const whole = bytes.indexOf(PREAMBLE, from);
  if (whole !== -1) return whole;
  let at = Math.max(from, bytes.length - PREAMBLE.length + 1);
  while (at < bytes.length && !bytes.subarray(at).equals(PREAMBLE.subarray(0, bytes.length - at))) at += 1;
  return Math.min(at, bytes.length);
}

function frameSize(bytes: Buffer): number | undefined {
  return bytes.length < HEADER_BYTES ? undefined : HEADER_BYTES + bytes.readUInt16BE(PREAMBLE.length);
}

function readAnswer(frame: Buffer): SamAnswer {
  return {
    cardStatus: frame.readUInt16BE(HEADER_BYTES),
    status: frame.readUInt8(HEADER_BYTES + 2),
    data: frame.subarray(HEADER_BYTES + 3, -1),
  };
}

function xor(bytes: Uint8Array): number {
  return bytes.reduce((sum, byte) => sum ^ byte, 0);
}
