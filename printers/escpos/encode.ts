/**
 * A slip as ESC/POS (Epson's command reference; GB models add FS &): a list of whole commands, so that a status
 * request, which a printer obeys in the middle of anything, never falls inside one.
 */
import { codePointNames } from '../page/code-points.ts';
import type { Dots } from '../slip/dots.ts';
import { COLUMN_DOTS } from '../slip/glyph.ts';
import { layoutSlip, SCALE, type SlipRow, type TextRow } from '../slip/layout.ts';
import type { Slip } from '../slip/slip.ts';
import { codeCommand } from './ink/code.ts';
import { SlipInk } from './ink/ink.ts';
import { bandsOf } from './ink/raster.ts';
import type { Command } from './pieces.ts';
import type { SlipProfile } from './profile.ts';

/** What it takes to know how a slip looks on a model. */
export type SlipMeans = Pick<SlipProfile, 'columns' | 'charset' | 'userGlyphs' | 'raster'>;

/** `refused`: nothing of it may be sent. The reason names code points, never a text. */
export type Encoded =
  | { readonly kind: 'encoded'; readonly commands: readonly Command[] }
  | { readonly kind: 'refused'; readonly reason: string };

type Align = TextRow['align'];

const ESC = 0x1b;
const FS = 0x1c;
const GS = 0x1d;
const LF = 0x0a;

const INITIALISE = Buffer.of(ESC, 0x40);
const CHINESE_ON = Buffer.of(FS, 0x26);
export const FEED_AND_CUT = Buffer.of(GS, 0x56, 66, 0);
/** A row of text takes 30 dots, a picture of one 24. */
const FEED_AFTER_PICTURE = Buffer.of(ESC, 0x4a, 6);
const NOTHING: Buffer = Buffer.alloc(0);
const ALIGN = { left: 0, centre: 1, right: 2 } as const satisfies Record<Align, number>;

/** Every character as it is written, or nothing at all. */
export function encodeSlip(slip: Slip, means: SlipMeans): Encoded {
  const encoder = new RowEncoder(new SlipInk(means, slip.glyphs ?? {}), means.columns * COLUMN_DOTS);
  const rows = layoutSlip(means.raster ? slip : withoutPictures(slip), means.columns);
  const commands = rows.flatMap((row) => encoder.commandsOf(row));
  const { refusal } = encoder;
  if (refusal !== undefined) return { kind: 'refused', reason: refusal };
  const begin = { bytes: Buffer.concat([INITIALISE, CHINESE_ON]), resume: NOTHING };
  return { kind: 'encoded', commands: [begin, ...commands, { bytes: FEED_AND_CUT, resume: NOTHING }] };
}

/** Their words instead; words that need a picture have no shapes, so such a slip is refused. */
function withoutPictures(slip: Slip): Slip {
  const lines = slip.lines.map((line): Slip['lines'][number] =>
    line.kind === 'dots'
      ? { kind: 'text', text: line.text, align: line.align, size: 'normal', bold: false }
      : line,
  );
  return { ...slip, lines };
}

/**
 * Takes the rows in their order: a style is said where it changes. Whatever begins a piece has Chinese switched on, for
 * a row of text may follow in it.
 */
class RowEncoder {
  readonly #ink: SlipInk;
  readonly #paperDots: number;
  readonly #missing = new Set<string>();
  #isTooWide = false;
  #style = NOTHING;

  constructor(ink: SlipInk, paperDots: number) {
    this.#ink = ink;
    this.#paperDots = paperDots;
  }

  get refusal(): string | undefined {
    const missing = Array.from(this.#missing, (character) => character.codePointAt(0) ?? 0);
    if (missing.length > 0) return `glyphs_missing ${codePointNames(missing)}`;
    return this.#isTooWide ? 'picture_too_wide' : undefined;
  }

  commandsOf(row: SlipRow): Command[] {
    switch (row.kind) {
      case 'text':
        return this.#text(row);
      case 'dots':
        return this.#picture(row.dots, row.align);
      case 'qr':
        return this.#code(row.text);
      default:
        return row satisfies never;
    }
  }

  #text(row: TextRow): Command[] {
    const ink = this.#ink.inkOf(row);
    switch (ink.kind) {
      case 'text':
        return [this.#styled(ink.bytes, styleOf(row))];
      case 'picture':
        return this.#picture(ink.dots, row.align);
      case 'none':
        for (const character of ink.missing) this.#missing.add(character);
        return [];
      default:
        return ink satisfies never;
    }
  }

  #styled(text: Buffer, wanted: Buffer): Command {
    const [change, kept] = wanted.equals(this.#style) ? [NOTHING, wanted] : [wanted, NOTHING];
    this.#style = wanted;
    return {
      bytes: Buffer.concat([change, text, Buffer.of(LF)]),
      resume: Buffer.concat([CHINESE_ON, kept]),
    };
  }

  /** Each band says its place again: a printer that was switched off between two has forgotten it. */
  #picture(dots: Dots, align: Align): Command[] {
    this.#isTooWide ||= dots.width > this.#paperDots;
    this.#style = NOTHING;
    const resume = Buffer.concat([CHINESE_ON, alignment(align)]);
    const bands = bandsOf(dots).map((band) => ({ bytes: band, resume }));
    const [first, ...rest] = bands;
    if (first === undefined) return [];
    return [
      { bytes: Buffer.concat([alignment(align), first.bytes]), resume: CHINESE_ON },
      ...rest,
      { bytes: FEED_AFTER_PICTURE, resume: CHINESE_ON },
    ];
  }

  /** One command: its parts lie in the printer's memory until the last one prints it. */
  #code(text: string): Command[] {
    this.#style = NOTHING;
    const bytes = Buffer.concat([alignment('centre'), codeCommand(text, this.#paperDots)]);
    return [{ bytes, resume: CHINESE_ON }];
  }
}

function alignment(align: Align): Buffer {
  return Buffer.of(ESC, 0x61, ALIGN[align]);
}

/** FS ! reaches the Han characters of models whose GS ! does not; where both do, the last one holds. */
function styleOf({ align, size, bold }: TextRow): Buffer {
  const times = SCALE[size] - 1;
  return Buffer.concat([
    alignment(align),
    Buffer.of(ESC, 0x45, bold ? 1 : 0),
    Buffer.of(FS, 0x21, times > 0 ? 0x0c : 0),
    Buffer.of(GS, 0x21, (times << 4) | times),
  ]);
}
