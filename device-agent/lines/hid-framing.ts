/** How a stream of bytes travels in reports of fixed size. One object for each opening: some remember what they heard. */
export interface HidFraming {
  /** The reports, REPORT_BYTES each, that carry these bytes to the reader. */
  pack(bytes: Uint8Array): Buffer[];
  /** The bytes that this report completes; none while pieces are missing, or when it is not a report of this framing. */
  unpack(report: Buffer): Buffer;
}

/** Every HID reader of this family that is publicly described uses reports of this size. */
export const REPORT_BYTES = 64;

export const NOTHING = Buffer.alloc(0);

/** A report of full size that begins with these bytes; the rest is zero. */
export function reportOf(bytes: Uint8Array): Buffer {
  return Buffer.concat([bytes], REPORT_BYTES);
}

/** The bytes in pieces of at most this size. */
export function cut(bytes: Uint8Array, pieceBytes: number): Uint8Array[] {
  const pieces = Math.ceil(bytes.length / pieceBytes);
  return Array.from({ length: pieces }, (_, at) => bytes.subarray(at * pieceBytes, (at + 1) * pieceBytes));
}
