// report: 64 bytes of the stream as they are; after the end of a frame, zeros
// Assumed: no public description of a reader that uses it was found. The frame's own length says where it ends.
import { cut, type HidFraming, REPORT_BYTES, reportOf } from '../../../lines/hid-framing.ts';

export const rawFraming = (): HidFraming => ({
  pack: (bytes) => cut(bytes, REPORT_BYTES).map(reportOf),
  unpack: (report) => report, // the zeros behind a frame are no start of another: the search for it steps over them
});
