/** A slip as data: what the server writes and the slip printer's driver turns into ESC/POS. */
import {
  array,
  base64,
  boolean,
  check,
  type InferOutput,
  integer,
  length,
  literal,
  maxBytes,
  maxLength,
  maxValue,
  minValue,
  number,
  object,
  optional,
  picklist,
  pipe,
  record,
  regex,
  string,
  variant,
} from 'valibot';

const MAX_LINES = 200;
/** The printing width of 80 mm paper at 203 dpi. */
const MAX_DOTS_WIDTH = 576;
const MAX_DOTS_HEIGHT = 1024;
/** So that its command's length does not read as one that printers obey at once (10 04). */
const MAX_QR_BYTES = 1000;
/** 72 bytes. */
const GLYPH_BASE64 = 96;
const cellAlign = optional(picklist(['left', 'right']), 'left');
const lineAlign = optional(picklist(['left', 'centre', 'right']), 'left');
const positive = pipe(number(), minValue(0.01));

const line = pipe(
  variant('kind', [
    object({
      kind: literal('text'),
      text: string(),
      align: lineAlign,
      /** `double` is twice as wide and as high, `quadruple` four times. */
      size: optional(picklist(['normal', 'double', 'quadruple']), 'normal'),
      bold: optional(boolean(), false),
    }),
    /** Name on the left, value on the right, wrapped to the paper's width. */
    object({ kind: literal('pair'), name: string(), value: string() }),
    object({ kind: literal('rule') }),
    /** A row of a table: cells side by side, each wrapped in its share of the width. */
    object({
      kind: literal('columns'),
      cells: pipe(array(object({ text: string(), share: positive, align: cellAlign })), maxLength(6)),
    }),
    object({ kind: literal('qr'), text: pipe(string(), maxBytes(MAX_QR_BYTES), regex(/^\P{Cc}*$/u)) }),
    /** A picture: rows of ceil(width / 8) bytes, base64, most significant bit on the left, 1 is black. */
    object({
      kind: literal('dots'),
      width: pipe(number(), integer(), minValue(1), maxValue(MAX_DOTS_WIDTH)),
      height: pipe(number(), integer(), minValue(1), maxValue(MAX_DOTS_HEIGHT)),
      bits: pipe(string(), base64()),
      align: lineAlign,
      /** What it says, for whoever cannot see it. */
      text: string(),
    }),
    object({ kind: literal('feed') }),
  ]),
  check((said) => said.kind !== 'dots' || isWhole(said)),
);

export const slip = object({
  lines: pipe(array(line), maxLength(MAX_LINES)),
  /**
   * Shapes of characters that few printers have in their ROM: 24 x 24 dots, column by column from the left, three bytes
   * a column from the top, most significant bit first (as FS 2 takes them), base64 of 72 bytes.
   */
  glyphs: optional(record(pipe(string(), regex(/^.$/su)), pipe(string(), base64(), length(GLYPH_BASE64)))),
});
export type Slip = InferOutput<typeof slip>;

function isWhole({ width, height, bits }: { width: number; height: number; bits: string }): boolean {
  return Buffer.from(bits, 'base64').length === Math.ceil(width / 8) * height;
}
