/**
 * A slip as ESC/POS (Epson's command reference; GB models add FS &): a list of whole commands, so that a status
 * request, which a printer obeys in the middle of anything, never falls inside one.
 */
import { create } from 'qrcode';
import { layoutSlip, SCALE, type SlipRow } from '../slip/layout.ts';
import type { Slip } from '../slip/slip.ts';
import { type Charset, GETA, gb18030, isDrawable } from './gb18030.ts';

/** How the printer tells that the slip is out: by a name for the job, or by answering what stands behind it. */
export type Completion = 'process_id' | 'stream_ack';

export interface SlipPaper {
  /** Columns of font A: 48 on 80 mm paper, 32 on 58 mm. */
  readonly columns: number;
  readonly charset: Charset;
  readonly completion: Completion;
}

const ESC = 0x1b;
const FS = 0x1c;
const GS = 0x1d;
const LF = 0x0a;

const INITIALISE = Buffer.of(ESC, 0x40);
const CHINESE_ON = Buffer.of(FS, 0x26);
export const FEED_AND_CUT = Buffer.of(GS, 0x56, 66, 0);
const TRANSMIT_PAPER_SENSOR = Buffer.of(GS, 0x72, 1);
const ALIGN = { left: 0, centre: 1, right: 2 } as const;

const DOTS_PER_COLUMN = 12;
const QR_SHARE_OF_THE_WIDTH = 0.5;
const MIN_QR_MODULE_DOTS = 3;
const MAX_QR_MODULE_DOTS = 8;
const MISSING_NOTE = `${GETA} 处的字本机不能打印`;

/** `id` names the job to the printer: four bytes of 41h…50h (see status.ts). */
export function encodeSlip(slip: Slip, paper: SlipPaper, id: string): Buffer[] {
  const rows = layoutSlip(printable(slip, paper.charset), paper.columns);
  return [
    INITIALISE,
    CHINESE_ON,
    ...encodeRows(rows, paper.columns * DOTS_PER_COLUMN),
    FEED_AND_CUT,
    paper.completion === 'process_id' ? processId(id) : TRANSMIT_PAPER_SENSOR,
  ];
}

/** GS ( H, function 48: the printer sends the id back once everything before it is printed. */
function processId(id: string): Buffer {
  return Buffer.concat([Buffer.of(GS, 0x28, 0x48, 6, 0, 48, 48), Buffer.from(id, 'latin1')]);
}

function encodeRows(rows: readonly SlipRow[], dots: number): Buffer[] {
  let style = '';
  return rows.flatMap((row) => {
    if (row.kind === 'qr') {
      style = '';
      return [Buffer.of(ESC, 0x61, ALIGN.centre), ...qr(row.text, dots)];
    }
    const wanted = styleOf(row);
    const change = wanted.equals(Buffer.from(style, 'latin1')) ? Buffer.alloc(0) : wanted;
    style = wanted.toString('latin1');
    return [Buffer.concat([change, encodeText(row.text), Buffer.of(LF)])];
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
