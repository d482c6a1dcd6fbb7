// ask:    AA AA AA 96 69 | Len (2, big-endian) | CMD PARA    [DATA] | CHK     Len counts from CMD to CHK
// answer: AA AA AA 96 69 | Len (2, big-endian) | SW1 SW2 SW3 [DATA] | CHK     CHK = XOR from Len to the end of DATA
// GA/T 467 chapter 7, as far as published code shows it: docs/devices/identity-card-readers.md

export const PREAMBLE = Buffer.of(0xaa, 0xaa, 0xaa, 0x96, 0x69);
export const HEADER_BYTES = PREAMBLE.length + 2;
/** SW1 SW2 SW3 CHK. */
export const SHORTEST_LENGTH = 4;
/** The longest answer known, text with photo and fingerprints, says 2314. */
export const LONGEST_LENGTH = 4096;
/** CMD PARA CHK. */
const COMMAND_LENGTH = 3;

export interface SamAnswer {
  /** SW1 SW2, as the card itself gave them: for the log only. */
  readonly cardStatus: number;
  /** SW3, the reader's own word: the one to decide by. */
  readonly status: number;
  readonly data: Buffer;
}

export function encodeCommand(command: number, parameter: number): Buffer {
  const check = COMMAND_LENGTH ^ command ^ parameter;
  return Buffer.of(...PREAMBLE, 0, COMMAND_LENGTH, command, parameter, check);
}

/** A whole frame of `size` bytes, known to be good, at `at`; its data are a view of these bytes. */
export function readAnswer(bytes: Buffer, at: number, size: number): SamAnswer {
  const words = at + HEADER_BYTES;
  return {
    cardStatus: bytes.readUInt16BE(words),
    status: bytes.readUInt8(words + 2),
    data: bytes.subarray(words + 3, at + size - 1),
  };
}
