import {
  COLLECTION,
  FEATURE,
  INPUT,
  itemsOf,
  OUTPUT,
  REPORT_COUNT,
  REPORT_ID,
  REPORT_SIZE,
  USAGE,
  USAGE_PAGE,
} from '../lines/hid-descriptor-items.ts';

/**
 * Where the parts of a code lie in the reports of a HID-POS scanner: makers lay them out differently, and each says how
 * in its report descriptor. Usages: USB-IF, HID Point of Sale Usage Tables 1.02, page 8C; items: HID 1.11, 6.2.2.
 */
export interface ReportLayout {
  /** First byte of each such report; null where the device has only one kind and does not number it. */
  readonly reportId: number | null;
  /** Places are in bytes from the beginning of the report as the kernel hands it over, its id included. */
  readonly dataAt: number;
  readonly dataBytes: number;
  /** How many of the data bytes are filled; null where the rest is told by its zeros. */
  readonly countAt: number | null;
  /** The three characters of the AIM identifier. */
  readonly symbologyAt: number | null;
  /** The lowest bit says that the code goes on in the next report. */
  readonly continuedAt: number | null;
}

const BYTE_COUNT = 0x01_003b;
const SYMBOLOGY_1 = 0x8c_00fb;
const DECODED_DATA = 0x8c_00fe;
const DATA_CONTINUED = 0x8c_00ff;

/** In the value of an input item: padding. */
const CONSTANT = 0x01;

interface Field {
  /** Page and usage in one number. */
  readonly usage: number;
  readonly reportId: number | null;
  readonly atBit: number;
  readonly sizeBits: number;
  readonly count: number;
}

/** The fields of one input item: each usage one place, the last one all that are left, as a run of bytes has one usage. */
function fieldsIn({ atBit, sizeBits, count, ...run }: Omit<Field, 'usage'>, usages: number[]): Field[] {
  return usages.map((usage, n) => ({
    ...run,
    usage,
    atBit: atBit + n * sizeBits,
    sizeBits,
    count: n === usages.length - 1 ? Math.max(1, count - n) : 1,
  }));
}

/** Every input field, in the order in which the reports hold them. */
function fieldsOf(descriptor: Buffer): Field[] {
  const fields: Field[] = [];
  const nextBit = new Map<number | null, number>();
  let [page, sizeBits, count] = [0, 0, 0];
  let reportId: number | null = null;
  let usages: number[] = [];
  for (const { tag, bytes, value } of itemsOf(descriptor)) {
    if (tag === USAGE_PAGE) page = value;
    else if (tag === REPORT_SIZE) sizeBits = value;
    else if (tag === REPORT_COUNT) count = value;
    else if (tag === REPORT_ID) reportId = value;
    else if (tag === USAGE) usages.push(bytes === 4 ? value : page * 0x1_0000 + value);
    if (tag === INPUT) {
      const from = nextBit.get(reportId) ?? (reportId === null ? 0 : 8);
      nextBit.set(reportId, from + sizeBits * count);
      const run = { reportId, atBit: from, sizeBits, count };
      if ((value & CONSTANT) === 0) fields.push(...fieldsIn(run, usages));
    }
    if (tag === INPUT || tag === OUTPUT || tag === FEATURE || tag === COLLECTION) usages = [];
  }
  return fields;
}

/** Undefined when this is no bar code scanner, or one of a kind of its own. */
export function layoutOf(descriptor: Buffer): ReportLayout | undefined {
  const fields = fieldsOf(descriptor);
  const data = fields.find(({ usage, sizeBits }) => usage === DECODED_DATA && sizeBits === 8);
  if (data === undefined) return undefined;
  const placeOf = (wanted: number) => {
    const field = fields.find(({ usage, reportId }) => usage === wanted && reportId === data.reportId);
    return field === undefined ? null : Math.floor(field.atBit / 8);
  };
  return {
    reportId: data.reportId,
    dataAt: data.atBit / 8,
    dataBytes: data.count,
    countAt: placeOf(BYTE_COUNT),
    symbologyAt: placeOf(SYMBOLOGY_1),
    continuedAt: placeOf(DATA_CONTINUED),
  };
}
