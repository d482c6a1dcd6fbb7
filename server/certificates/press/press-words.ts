/** What is said between the press and its thread. */
import type { DatedDocument, Rendered } from '#printers/page/document/render-document.ts';
import type { SignaturePlace } from '#printers/page/pdf/signature-place.ts';
import type { Slip } from '#printers/slip/slip.ts';

export interface PressWork {
  /** Font files for rare characters; when none is named, the usual ones that this machine has. */
  readonly fallback: readonly string[];
}
export type PressWish =
  | {
      readonly kind: 'page';
      readonly document: DatedDocument;
      /** Left open in the file, to be sealed by who has the key. */
      readonly signature: SignaturePlace;
    }
  | { readonly kind: 'slip'; readonly slip: Slip };
export type PressOrder = PressWish & { readonly id: number };
/** Why a paper is not drawn: some character has no font, or the texts do not fit on it. */
export type Undrawn =
  | { readonly kind: 'glyphs_missing'; readonly codePoints: readonly number[] }
  | { readonly kind: 'text_too_long' };
export type PressAnswer =
  | ({ readonly id: number; readonly kind: 'pressed' } & Rendered)
  | { readonly id: number; readonly kind: 'dressed'; readonly slip: Slip }
  | ({ readonly id: number } & Undrawn)
  /** The class of the fault; its message might quote the paper. */
  | { readonly id: number; readonly kind: 'broken'; readonly fault: string };
/** Said once, when the fonts are read and one page has been drawn. */
export const READY = 'ready';
