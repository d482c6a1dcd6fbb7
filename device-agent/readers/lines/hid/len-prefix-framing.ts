// report: n (0..63) | n bytes of the stream | zeros
// The outer layer of the DK readers (single public source), and a common custom elsewhere.
import { cut, type HidFraming, NOTHING, REPORT_BYTES, reportOf } from '../../../lines/hid-framing.ts';

const MOST_BYTES = REPORT_BYTES - 1;

export const lenPrefixFraming = (): HidFraming => ({
  pack: (bytes) => cut(bytes, MOST_BYTES).map(countedReport),
  unpack: countedIn,
});

/** One report with at most 63 bytes in it. */
export function countedReport(bytes: Uint8Array): Buffer {
  return reportOf(Buffer.of(bytes.length, ...bytes));
}

/** What a report says it holds; nothing where the count cannot be one: above 63, or more than is there. */
export function countedIn(report: Buffer): Buffer {
  const [count = 0] = report;
  return count > MOST_BYTES || count >= report.length ? NOTHING : report.subarray(1, 1 + count);
}
