/** A QR code (ISO/IEC 18004) as one vector path: no image, so no printer can dither or rescale it. */
import { create, type QRCodeSegment } from 'qrcode';
import type { Point } from './outline.ts';
import { type GridMark, PT_PER_MM } from './sheet.ts';

/** The address, then `#`, then the fragment's digits. In this form the digits cost 3.3 bits each. */
export interface CodeUrl {
  readonly url: string;
  readonly digits: string;
}

export interface QrSymbol {
  /** Modules on a side, without the quiet zone. */
  readonly modules: number;
  isDark(row: number, column: number): boolean;
}

/** 4 whole dots of a 203 dpi printer (8 dots a millimetre). */
const MODULE_MM = 0.5;
export const MODULE = MODULE_MM * PT_PER_MM;
/** ISO/IEC 18004:2015, 6.3.8: nothing else within four modules of the symbol. */
export const QUIET_MODULES = 4;

const ALPHANUMERIC = /^[0-9A-Z $%*+\-./:]+$/u;

/** Error correction M: a stain of about 15 % still reads. Throws when the digits do not fit a symbol. */
export function qrSymbol({ url, digits }: CodeUrl): QrSymbol {
  const segments: QRCodeSegment[] = [
    ALPHANUMERIC.test(url) ? { data: url, mode: 'alphanumeric' } : bytes(url),
    bytes('#'),
    { data: digits, mode: 'numeric' },
  ];
  return symbolOf(segments);
}

/** A code that says just this. Throws when it does not fit a symbol. */
export function textSymbol(text: string): QrSymbol {
  return symbolOf([bytes(text)]);
}

function symbolOf(segments: QRCodeSegment[]): QrSymbol {
  const { modules } = create(segments, { errorCorrectionLevel: 'M' });
  return {
    modules: modules.size,
    isDark: (row, column) => modules.get(row, column) === 1,
  };
}

/** The symbol with its lower left at `origin`, a module `unit` points wide; the quiet zone lies outside of it. */
export function qrMark(symbol: QrSymbol, origin: Point, unit: number = MODULE): GridMark {
  const bars = Array.from({ length: symbol.modules }, (_, row) => [...darkRuns(symbol, row)]);
  return { kind: 'grid', origin, unit, bars: bars.flat() };
}

function* darkRuns(symbol: QrSymbol, row: number): Generator<GridMark['bars'][number]> {
  const y = symbol.modules - 1 - row;
  let from = 0;
  for (let column = 0; column <= symbol.modules; column++) {
    if (column < symbol.modules && symbol.isDark(row, column)) continue;
    if (column > from) yield { x: from, y, width: column - from };
    from = column + 1;
  }
}

function bytes(text: string): QRCodeSegment {
  return { data: new TextEncoder().encode(text), mode: 'byte' };
}
