/**
 * ESC/POS as the simulated slip printer understands it: written from the command reference by itself, so that no
 * mistake is shared with the product. Its ROM has the two-byte characters of GBK and no others, like most.
 */
export type Command =
  /** `code` of a character of two bytes. */
  | { readonly kind: 'glyph'; readonly glyph: string; readonly columns: 1 | 2; readonly code?: number }
  /** A character drawn by the sender: 24 columns of three bytes. */
  | { readonly kind: 'shape'; readonly code: number; readonly bits: Buffer }
  | { readonly kind: 'raster'; readonly rowBytes: number; readonly height: number; readonly bits: Buffer }
  | { readonly kind: 'mouth'; readonly n: number }
  | { readonly kind: 'line' }
  | { readonly kind: 'initialise' | 'cut' | 'print_qr' | 'ignored' }
  | {
      readonly kind: 'feed' | 'feed_dots' | 'align' | 'automatic_status' | 'sensor' | 'information';
      readonly n: number;
    }
  | { readonly kind: 'bold'; readonly on: boolean }
  | { readonly kind: 'chinese'; readonly on: boolean }
  | { readonly kind: 'scale'; readonly width: number; readonly height: number }
  | { readonly kind: 'qr_module' | 'qr_correction'; readonly n: number }
  | { readonly kind: 'qr_data'; readonly text: string }
  | { readonly kind: 'process_id'; readonly id: Buffer };

export interface Parsed {
  readonly command: Command;
  readonly length: number;
}

const ROM = new TextDecoder('gb18030');
const ESC = 0x1b;
const FS = 0x1c;
const GS = 0x1d;
const OPEN_BRACKET = 0x28;
const SHAPE_BYTES = 72;
const PRESENT = 3;

/** The first command of the bytes; undefined when it is not whole yet. */
export function firstCommand(bytes: Buffer, isChinese: boolean): Parsed | undefined {
  const [first = 0, second, n] = bytes;
  if (first === 0x0a) return { command: { kind: 'line' }, length: 1 };
  if (first !== ESC && first !== FS && first !== GS) return firstGlyph(bytes, isChinese);
  if (second === undefined) return undefined;
  if (first === GS && second === OPEN_BRACKET) return firstFunction(bytes);
  const name = String.fromCharCode(second);
  if (first === GS && name === 'v') return firstRaster(bytes);
  if (first === FS && name === '2') return firstShape(bytes);
  if (first === GS && name === 'e') return firstOfTheMouth(bytes);
  const plain = WITHOUT_PARAMETER[first]?.[name];
  if (plain) return { command: plain, length: 2 };
  if (n === undefined) return undefined;
  if (first === GS && name === 'V' && n >= 65)
    return bytes.length < 4 ? undefined : { command: { kind: 'cut' }, length: 4 };
  const command = WITH_PARAMETER[first]?.[name]?.(n) ?? { kind: 'ignored' };
  return { command, length: 3 };
}

const WITHOUT_PARAMETER: Readonly<Record<number, Readonly<Record<string, Command>>>> = {
  [ESC]: { '@': { kind: 'initialise' }, '2': { kind: 'ignored' } },
  [FS]: { '&': { kind: 'chinese', on: true }, '.': { kind: 'chinese', on: false } },
};

const WITH_PARAMETER: Readonly<Record<number, Readonly<Record<string, (n: number) => Command>>>> = {
  [ESC]: {
    a: (n) => ({ kind: 'align', n }),
    d: (n) => ({ kind: 'feed', n }),
    J: (n) => ({ kind: 'feed_dots', n }),
    E: (n) => ({ kind: 'bold', on: (n & 1) === 1 }),
  },
  [FS]: { '!': (n) => ({ kind: 'scale', width: n & 4 ? 2 : 1, height: n & 8 ? 2 : 1 }) },
  [GS]: {
    '!': (n) => ({ kind: 'scale', width: (n >> 4) + 1, height: (n & 7) + 1 }),
    a: (n) => ({ kind: 'automatic_status', n }),
    I: (n) => ({ kind: 'information', n }),
    r: (n) => ({ kind: 'sensor', n }),
    V: () => ({ kind: 'cut' }),
  },
};

/** GS ( X pL pH …: the length is told, so that unknown functions can be passed over. */
function firstFunction(bytes: Buffer): Parsed | undefined {
  if (bytes.length < 5) return undefined;
  const length = 5 + bytes.readUInt16LE(3);
  if (bytes.length < length) return undefined;
  const name = String.fromCharCode(bytes[2] ?? 0);
  return { command: functionOf(name, bytes.subarray(5, length)), length };
}

function functionOf(name: string, parameters: Buffer): Command {
  const [family = 0, fn = 0, n = 0] = parameters;
  if (name === 'H' && family === 48 && fn === 48) return { kind: 'process_id', id: parameters.subarray(2) };
  if (name !== 'k' || family !== 49) return { kind: 'ignored' };
  switch (fn) {
    case 67:
      return { kind: 'qr_module', n };
    case 69:
      return { kind: 'qr_correction', n };
    case 80:
      return { kind: 'qr_data', text: parameters.toString('utf8', 3) };
    case 81:
      return { kind: 'print_qr' };
    default:
      return { kind: 'ignored' };
  }
}

/** GS v 0 m xL xH yL yH d1…dk. */
function firstRaster(bytes: Buffer): Parsed | undefined {
  if (bytes.length < 8) return undefined;
  const rowBytes = bytes.readUInt16LE(4);
  const height = bytes.readUInt16LE(6);
  const length = 8 + rowBytes * height;
  if (bytes.length < length) return undefined;
  return { command: { kind: 'raster', rowBytes, height, bits: bytes.subarray(8, length) }, length };
}

/** FS 2 c1 c2 d1…d72. */
function firstShape(bytes: Buffer): Parsed | undefined {
  const length = 4 + SHAPE_BYTES;
  if (bytes.length < length) return undefined;
  return { command: { kind: 'shape', code: bytes.readUInt16BE(2), bits: bytes.subarray(4, length) }, length };
}

/** GS e n, and GS e 3 with the steps it shows. */
function firstOfTheMouth(bytes: Buffer): Parsed | undefined {
  const n = bytes[2];
  const length = n === PRESENT ? 4 : 3;
  if (n === undefined || bytes.length < length) return undefined;
  return { command: { kind: 'mouth', n }, length };
}

function firstGlyph(bytes: Buffer, isChinese: boolean): Parsed | undefined {
  const [lead = 0, trail] = bytes;
  if (lead < 0x20) return { command: { kind: 'ignored' }, length: 1 };
  if (lead < 0x81 || !isChinese)
    return { command: { kind: 'glyph', glyph: ROM.decode(Buffer.of(lead & 0x7f)), columns: 1 }, length: 1 };
  if (trail === undefined) return undefined;
  // Half of a four-byte code: the printer goes on with the digit, as a letter.
  if (trail < 0x40) return { command: { kind: 'ignored' }, length: 1 };
  const code = bytes.readUInt16BE(0);
  return { command: { kind: 'glyph', glyph: ROM.decode(bytes.subarray(0, 2)), columns: 2, code }, length: 2 };
}
