/** Whether a page printer has A4 in a tray, as far as it tells (`media-ready` and `media-col-ready`, PWG 5100.3). */
import { collectionsOf, numberIn, stringsOf } from '../wire/attributes.ts';
import type { Attributes } from '../wire/codec.ts';

/** PWG 5101.1: a name ends in its width and length. */
const SIZE_NAME = /_(\d+(?:\.\d+)?)x(\d+(?:\.\d+)?)(mm|in)$/;
const MM_PER = { mm: 1, in: 25.4 } as const;
const A4_MM = { width: 210, length: 297 } as const;
const TOLERANCE_MM = 2;
/** `media-col` counts hundredths of a millimetre. */
const PER_MM = 100;

/**
 * `unknown`: it does not tell its sizes, or not of each tray. Only who names all its papers can be without A4, and this
 * is what its trays are set to: paper of another size has been seen to lie there, so it alone stops no job.
 */
export function a4In(printer: Attributes): 'ready' | 'missing' | 'unknown' {
  const sizes = [
    ...stringsOf(printer, 'media-ready').map(isA4Name),
    ...collectionsOf(printer, 'media-col-ready').map((tray) =>
      isA4(numberIn(tray, 'x-dimension'), numberIn(tray, 'y-dimension'), PER_MM),
    ),
  ];
  if (sizes.includes(true)) return 'ready';
  return sizes.length > 0 && sizes.every((size) => size === false) ? 'missing' : 'unknown';
}

/** Undefined for a name that tells no size, as `auto` or the name of a tray. */
function isA4Name(name: string): boolean | undefined {
  if (name === 'iso-a4' || name === 'a4') return true;
  const [, width, length, unit] = SIZE_NAME.exec(name) ?? [];
  if (unit !== 'mm' && unit !== 'in') return undefined;
  return isA4(Number(width), Number(length), 1 / MM_PER[unit]);
}

function isA4(width: number | undefined, length: number | undefined, perMm: number): boolean | undefined {
  if (width === undefined || length === undefined) return undefined;
  const [short = 0, long = 0] = [width / perMm, length / perMm].toSorted((one, other) => one - other);
  return Math.abs(short - A4_MM.width) <= TOLERANCE_MM && Math.abs(long - A4_MM.length) <= TOLERANCE_MM;
}
