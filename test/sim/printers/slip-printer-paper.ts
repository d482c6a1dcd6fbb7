/** The paper under the print head: what the commands leave on it, row by row, until it is cut. */
import type { Command } from './slip-printer-commands.ts';

export interface Glyph {
  readonly glyph: string;
  readonly columns: 1 | 2;
  readonly width: number;
  readonly height: number;
  readonly bold: boolean;
  /** Drawn by the sender, in base64; `glyph` is then a sign of that and no letter. */
  readonly shape?: string;
}
export type Align = 'left' | 'centre' | 'right';
export type PaperRow =
  | { readonly kind: 'text'; readonly align: Align; readonly glyphs: readonly Glyph[] }
  | {
      readonly kind: 'qr';
      readonly align: Align;
      readonly text: string;
      readonly moduleDots: number;
      readonly correction: 'L' | 'M' | 'Q' | 'H';
    }
  /** `bits` in base64: rows of whole bytes. */
  | {
      readonly kind: 'dots';
      readonly align: Align;
      readonly rowBytes: number;
      readonly height: number;
      readonly bits: string;
      /** Blank dots below it. */
      readonly feed: number;
    };
type DotsRow = Extract<PaperRow, { kind: 'dots' }>;

const FRESH = { align: 'left' as Align, width: 1, height: 1, bold: false };
const ALIGNS: readonly Align[] = ['left', 'centre', 'right'];
const CORRECTIONS = ['L', 'M', 'Q', 'H'] as const;
const FIRST_CORRECTION = 48;
/** Stands for a character that was drawn by the sender. */
const DRAWN = '\u{fffd}';

export class SlipPaper {
  #rows: PaperRow[] = [];
  #line: Glyph[] = [];
  #style = FRESH;
  #shapes = new Map<number, string>();
  #qr = { text: '', moduleDots: 3, correction: 'L' as (typeof CORRECTIONS)[number] };

  /** Printed and not cut off yet. */
  get rows(): readonly PaperRow[] {
    return this.#rows;
  }

  /** The number of rows the command has printed. */
  take(command: Command): number {
    switch (command.kind) {
      case 'glyph':
        this.#line.push(this.#glyphOf(command));
        return 0;
      case 'raster':
        return this.#addDots(command);
      case 'line':
        return this.#endLine();
      case 'feed':
        for (let row = 0; row < command.n; row += 1) this.#endLine();
        return command.n;
      case 'feed_dots':
        return this.#feedDots(command.n);
      case 'print_qr':
        this.#rows.push({ kind: 'qr', align: this.#style.align, ...this.#qr });
        return 1;
      default:
        this.#set(command);
        return 0;
    }
  }

  /** DLE ENQ 2: what has not reached the paper is forgotten. */
  forgetLine(): void {
    this.#line = [];
  }

  cut(): PaperRow[] {
    if (this.#line.length > 0) this.#endLine();
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  #endLine(): number {
    this.#rows.push({ kind: 'text', align: this.#style.align, glyphs: this.#line });
    this.#line = [];
    return 1;
  }

  #glyphOf({ glyph, columns, code = 0 }: Extract<Command, { kind: 'glyph' }>): Glyph {
    const shape = this.#shapes.get(code);
    return shape === undefined
      ? { ...this.#style, glyph, columns }
      : { ...this.#style, glyph: DRAWN, columns, shape };
  }

  /** Bands that follow each other leave no gap: they are one picture. */
  #addDots({ rowBytes, height, bits }: Extract<Command, { kind: 'raster' }>): number {
    const { align } = this.#style;
    const above = this.#rows.at(-1);
    const isOne = above?.kind === 'dots' && above.feed === 0;
    if (isOne && above.rowBytes === rowBytes && above.align === align) {
      this.#rows[this.#rows.length - 1] = joined(above, height, bits);
      return 0;
    }
    this.#rows.push({ kind: 'dots', align, rowBytes, height, bits: bits.toString('base64'), feed: 0 });
    return 1;
  }

  /** Of interest below a picture alone: rows of text bring their own distance. */
  #feedDots(n: number): number {
    const above = this.#rows.at(-1);
    if (above?.kind === 'dots') this.#rows[this.#rows.length - 1] = { ...above, feed: above.feed + n };
    return 0;
  }

  #set(command: Command): void {
    if (command.kind === 'shape') this.#shapes.set(command.code, command.bits.toString('base64'));
    else if (command.kind === 'initialise') {
      this.#shapes.clear();
      this.#style = FRESH;
      this.#line = [];
    } else if (command.kind === 'align') this.#style = { ...this.#style, align: ALIGNS[command.n] ?? 'left' };
    else if (command.kind === 'bold') this.#style = { ...this.#style, bold: command.on };
    else if (command.kind === 'scale')
      this.#style = { ...this.#style, width: command.width, height: command.height };
    else if (command.kind === 'qr_module') this.#qr.moduleDots = command.n;
    else if (command.kind === 'qr_correction')
      this.#qr.correction = CORRECTIONS[command.n - FIRST_CORRECTION] ?? 'L';
    else if (command.kind === 'qr_data') this.#qr.text = command.text;
  }
}

function joined(above: DotsRow, height: number, bits: Buffer): DotsRow {
  const all = Buffer.concat([Buffer.from(above.bits, 'base64'), bits]);
  return { ...above, height: above.height + height, bits: all.toString('base64') };
}

/** Of a picture, nothing. */
export function textOf(row: PaperRow): string {
  if (row.kind === 'dots') return '';
  return row.kind === 'qr' ? row.text : row.glyphs.map(({ glyph }) => glyph).join('');
}
