// Honeywell's report, and that of others: 02 | n | ]cm | n bytes of the code, zeros up to 56 | 2 of the vendor's | bit 0: goes on
import { type HidFraming, NOTHING } from '../lines/hid-framing.ts';
import { AIM_IDENTIFIER } from './code-text.ts';
import type { ReportLayout } from './report-layout.ts';

const SUFFIX = Buffer.from('\r');

/**
 * Makes of the input reports of a HID-POS scanner what a serial one would send: identifier, code, CR.
 * One object for each opening: a code that is longer than a report comes in several.
 */
export class HidPosFraming implements HidFraming {
  readonly #layout: ReportLayout;
  #isWithinCode = false;

  constructor(layout: ReportLayout) {
    this.#layout = layout;
  }

  /** A scanner is told nothing. */
  pack(): Buffer[] {
    return [];
  }

  /** Reports of another kind, status and trigger, are passed over. */
  unpack(report: Buffer): Buffer {
    const { reportId, continuedAt } = this.#layout;
    if (reportId !== null && report[0] !== reportId) return NOTHING;
    const before = this.#isWithinCode ? NOTHING : this.#identifierIn(report);
    this.#isWithinCode = continuedAt !== null && ((report[continuedAt] ?? 0) & 1) === 1;
    const after = this.#isWithinCode ? NOTHING : SUFFIX;
    return Buffer.concat([before, this.#dataIn(report), after]);
  }

  #dataIn(report: Buffer): Buffer {
    const { dataAt, dataBytes, countAt } = this.#layout;
    const data = report.subarray(dataAt, dataAt + dataBytes);
    if (countAt !== null) return data.subarray(0, report[countAt]);
    return data.subarray(0, data.findLastIndex((byte) => byte !== 0) + 1);
  }

  /** A scanner that does not tell leaves zeros. */
  #identifierIn(report: Buffer): Buffer {
    const { symbologyAt } = this.#layout;
    if (symbologyAt === null) return NOTHING;
    const identifier = report.subarray(symbologyAt, symbologyAt + 3);
    return AIM_IDENTIFIER.test(identifier.toString('latin1')) ? identifier : NOTHING;
  }
}
