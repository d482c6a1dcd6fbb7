/** A slip as data: what the server writes and the slip printer's driver turns into ESC/POS. */
import {
  array,
  boolean,
  type InferOutput,
  literal,
  maxLength,
  object,
  optional,
  picklist,
  pipe,
  string,
  variant,
} from 'valibot';

export const slip = object({
  lines: pipe(
    array(
      variant('kind', [
        object({
          kind: literal('text'),
          text: string(),
          align: optional(picklist(['left', 'centre', 'right']), 'left'),
          /** `double` is twice as wide and as high, `quadruple` four times. */
          size: optional(picklist(['normal', 'double', 'quadruple']), 'normal'),
          bold: optional(boolean(), false),
        }),
        /** Name on the left, value on the right, wrapped to the paper's width. */
        object({ kind: literal('pair'), name: string(), value: string() }),
        object({ kind: literal('rule') }),
        object({ kind: literal('qr'), text: string() }),
        object({ kind: literal('feed') }),
      ]),
    ),
    maxLength(200),
  ),
});
export type Slip = InferOutput<typeof slip>;
