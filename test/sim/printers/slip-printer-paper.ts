/** The paper under the print head: what the commands leave on it, row by row, until it is cut. */
import type { Command } from './slip-printer-commands.ts';

export interface Glyph {
  readonly glyph: string;
  readonly columns: 1 | 2;
  readonly width: number;
  readonly height: number;
  readonly bold: boolean;
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
    };

const FRESH = { align: 'left' as Align, width: 1, height: 1, bold: false };
const ALIGNS: readonly Align[] = ['left', 'centre', 'right'];
const CORRECTIONS = ['L', 'M', 'Q', 'H'] as const;
const FIRST_CORRECTION = 48;

export class SlipPaper {
  #rows: PaperRow[] = [];
  #line: Glyph[] = [];
  #style = FRESH;
  #qr = { text: '', moduleDots: 3, correction: 'L' as (typeof CORRECTIONS)[number] };

  /** Printed and not cut off yet. */
  get rows(): readonly PaperRow[] {
    return this.#rows;
  }

  /** The number of rows the command has printed. */
  take(command: Command): number {
    switch (command.kind) {
      case 'glyph':
        this.#line.push({ ...this.#style, glyph: command.glyph, columns: command.columns });
        return 0;
      case 'line':
        return this.#endLine();
      case 'feed':
        for (let row = 0; row < command.n; row += 1) this.#endLine();
        return command.n;
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

  #set(command: Command): void {
    if (command.kind === 'initialise') {
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

export function textOf(row: PaperRow): string {
  return row.kind === 'qr' ? row.text : row.glyphs.map(({ glyph }) => glyph).join('');
}
