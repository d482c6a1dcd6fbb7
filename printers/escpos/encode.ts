/**
 * A slip as ESC/POS (Epson's command reference; GB models add FS &): a list of whole commands, so that a status
 * request, which a printer obeys in the middle of anything, never falls inside one.
 */
import { create } from 'qrcode';
import { layoutSlip, SCALE, type SlipRow } from '../slip/layout.ts';
import type { Slip } from '../slip/slip.ts';
import { type Charset, GETA, gb18030, isDrawable } from './gb18030.ts';
import type { Command } from './pieces.ts';

export interface SlipPaper {
  /** Columns of font A: 48 on 80 mm paper, 32 on 58 mm. */
  readonly columns: number;
  readonly charset: Charset;
}

const ESC = 0x1b;
const FS = 0x1c;
const GS = 0x1d;
const LF = 0x0a;

const INITIALISE = Buffer.of(ESC, 0x40);
const CHINESE_ON = Buffer.of(FS, 0x26);
export const FEED_AND_CUT = Buffer.of(GS, 0x56, 66, 0);
const NOTHING: Buffer = Buffer.alloc(0);
const ALIGN = { left: 0, centre: 1, right: 2 } as const;

const DOTS_PER_COLUMN = 12;
const QR_SHARE_OF_THE_WIDTH = 0.5;
const MIN_QR_MODULE_DOTS = 3;
const MAX_QR_MODULE_DOTS = 8;
const MISSING_NOTE = `${GETA} 处的字本机不能打印`;

export function encodeSlip(slip: Slip, paper: SlipPaper): Command[] {
  const rows = layoutSlip(printable(slip, paper.charset), paper.columns);
  return [
    { bytes: Buffer.concat([INITIALISE, CHINESE_ON]), resume: NOTHING },
    ...encodeRows(rows, paper.columns * DOTS_PER_COLUMN),
    { bytes: FEED_AND_CUT, resume: NOTHING },
  ];
}

/** A code is one command: its parts lie in the printer's memory until the last one prints it. */
function encodeRows(rows: readonly SlipRow[], dots: number): Command[] {
  let style = NOTHING;
  return rows.map((row) => {
    if (row.kind === 'qr') {
      style = NOTHING;
      return {
        bytes: Buffer.concat([Buffer.of(ESC, 0x61, ALIGN.centre), ...qr(row.text, dots)]),
        resume: NOTHING,
      };
    }
    const wanted = styleOf(row);
    const [change, kept] = wanted.equals(style) ? [NOTHING, wanted] : [wanted, NOTHING];
    style = wanted;
    return {
      bytes: Buffer.concat([change, encodeText(row.text), Buffer.of(LF)]),
      resume: Buffer.concat([CHINESE_ON, kept]),
    };
  });
}

/** FS ! reaches the Han characters of models whose GS ! does not; where both do, the last one holds. */
function styleOf({ align, size, bold }: Extract<SlipRow, { kind: 'text' }>): Buffer {
  const times = SCALE[size] - 1;
  return Buffer.of(
    ...[ESC, 0x61, ALIGN[align]],
    ...[ESC, 0x45, bold ? 1 : 0],
    ...[FS, 0x21, times > 0 ? 0x0c : 0],
    ...[GS, 0x21, (times << 4) | times],
  );
}

function encodeText(text: string): Buffer {
  return Buffer.concat(Array.from(text, (character) => gb18030(character) ?? Buffer.alloc(0)));
}

/** GS ( k, functions 165, 167, 169, 180, 181: model 2, module size, error correction M, store, print. */
function qr(text: string, dots: number): Buffer[] {
  const data = Buffer.from(text);
  const { size } = create([{ data, mode: 'byte' }], { errorCorrectionLevel: 'M' }).modules;
  const fitting = Math.floor((dots * QR_SHARE_OF_THE_WIDTH) / size);
  const moduleDots = Math.min(MAX_QR_MODULE_DOTS, Math.max(MIN_QR_MODULE_DOTS, fitting));
  return [
    symbol(65, Buffer.of(50, 0)),
    symbol(67, Buffer.of(moduleDots)),
    symbol(69, Buffer.of(49)),
    symbol(80, Buffer.concat([Buffer.of(48), data])),
    symbol(81, Buffer.of(48)),
  ];
}

function symbol(fn: number, parameters: Buffer): Buffer {
  const length = parameters.length + 2;
  return Buffer.concat([Buffer.of(GS, 0x28, 0x6b, length & 0xff, length >> 8, 49, fn), parameters]);
}

/** What the ROM cannot draw becomes 〓, and the slip says so: a printer would print two wrong letters instead. */
function printable({ lines }: Slip, charset: Charset): Slip {
  let missing = false;
  const draw = (text: string): string =>
    Array.from(text.replaceAll('¥', '￥'), (character) => {
      if (isDrawable(character, charset)) return character;
      missing = true;
      return GETA;
    }).join('');
  const drawn = lines.map((line): Slip['lines'][number] => {
    if (line.kind === 'text') return { ...line, text: draw(line.text) };
    return line.kind === 'pair' ? { ...line, name: draw(line.name), value: draw(line.value) } : line;
  });
  const note = { kind: 'text', text: MISSING_NOTE, align: 'left', size: 'normal', bold: false } as const;
  return { lines: missing ? [...drawn, note] : drawn };
}
