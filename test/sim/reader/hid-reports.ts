// The reader's side of three ways to carry frames in 64-byte reports, written from their description and not from the driver.
// raw         frame as it is, zeros behind it
// len-prefix  n | n bytes | zeros
// dk          n | piece | zeros    first piece 0k 34 [90 00 to the host] data, k following pieces C0+i data

export type FarFraming = 'raw' | 'len-prefix' | 'dk';

const REPORT_BYTES = 64;

/** What a report of the host says to the module behind the framing; a report of another framing says nothing. */
export function heardIn(framing: FarFraming, report: Uint8Array): Buffer {
  const bytes = Buffer.from(report);
  if (framing === 'raw') return bytes;
  const [count = 0] = bytes;
  const counted = count < REPORT_BYTES ? bytes.subarray(1, count + 1) : Buffer.alloc(0);
  if (framing === 'len-prefix') return counted;
  const [following, command] = counted;
  return following === 0 && command === 0x34 ? counted.subarray(2) : Buffer.alloc(0);
}

/** The reports that carry an answer to the host. */
export function reportsOf(framing: FarFraming, frame: Uint8Array): Buffer[] {
  switch (framing) {
    case 'raw':
      return inPieces(frame, 64).map(padded);
    case 'len-prefix':
      return inPieces(frame, 63).map(counted);
    case 'dk': {
      const rest = inPieces(frame.subarray(59), 62);
      const first = [rest.length, 0x34, 0x90, 0x00, ...frame.subarray(0, 59)];
      return [first, ...rest.map((data, at) => [0xc1 + at, ...data])].map(counted);
    }
    default:
      return framing satisfies never;
  }
}

function inPieces(bytes: Uint8Array, size: number): number[][] {
  const pieces: number[][] = [];
  for (let at = 0; at < bytes.length; at += size) pieces.push([...bytes.subarray(at, at + size)]);
  return pieces;
}

function counted(piece: number[]): Buffer {
  return padded([piece.length, ...piece]);
}

function padded(bytes: number[]): Buffer {
  const report = Buffer.alloc(REPORT_BYTES);
  report.set(bytes);
  return report;
}
