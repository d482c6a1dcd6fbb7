/** Dots sent as a raster (GS v 0, 1D 76 30 00 xL xH yL yH): it is printed at once and moves the paper by its height. */
import type { Dots } from '../../slip/dots.ts';

/** A band of this size leaves room in its piece for the modes and the question. */
const MAX_BAND_BYTES = 480;
const HEADER_BYTES = 8;
const DLE = 0x10;
/** DLE EOT, DLE ENQ, DLE DC4. */
const REALTIME: ReadonlySet<number | undefined> = new Set([0x04, 0x05, 0x14]);

/** From the top; together they leave no gap. */
export function bandsOf({ bits, height, rowBytes }: Dots): Buffer[] {
  const most = Math.max(1, Math.floor((MAX_BAND_BYTES - HEADER_BYTES) / rowBytes));
  return Array.from({ length: Math.ceil(height / most) }, (_, band) => {
    const from = band * most;
    const rows = Math.min(most, height - from);
    const header = Buffer.of(0x1d, 0x76, 0x30, 0, rowBytes & 0xff, rowBytes >> 8, rows & 0xff, rows >> 8);
    return Buffer.concat([header, defused(bits.subarray(from * rowBytes, (from + rows) * rowBytes))]);
  });
}

/**
 * The same dots without a byte sequence that a printer obeys at once, wherever it stands: the one dot of a 10h is given
 * up where 04h, 05h or 14h follows.
 */
export function defused(dots: Uint8Array): Buffer {
  const safe = Buffer.from(dots);
  for (let at = 0; at < safe.length; at += 1) {
    if (safe[at] === DLE && REALTIME.has(safe[at + 1])) safe[at] = 0;
  }
  return safe;
}
