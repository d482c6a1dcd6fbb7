/**
 * Issuer and date under the seal, as in GB/T 9704-2012, 7.3.5.1: the issuer centred over the date, four characters from
 * the right; the seal presses on both, its top within a line of the text, so that nothing can be written between.
 */
import { spokenDate } from '../../../civil-words.ts';
import type { FontChain } from '../../fonts.ts';
import { SEAL_RADIUS, seal } from '../../seal.ts';
import type { Mark } from '../../sheet.ts';
import { setLine } from '../../text/paragraph.ts';
import { RIGHT } from '../frame.ts';
import type { Signature } from '../page-document.ts';
import type { Piece } from './piece.ts';

const SIZE = 15.75;
const LEADING = 25;
const DATE_FROM_RIGHT = 4 * SIZE;
/** Issuer's baseline under the centre of the seal: name and date lie a little below its middle. */
const DROP = 1;
/** Top of the seal above the cursor, as a share of the text's leading: half a line below the last baseline. */
const RISE = 0.5;

export function laySignature(signature: Signature, textLeading: number, fonts: FontChain): Piece {
  const rise = RISE * textLeading;
  const depth = 2 * SEAL_RADIUS - rise;
  return {
    marksAt: (y) => signed(signature, y + rise - SEAL_RADIUS, fonts),
    depth,
    advance: depth,
    holdsNext: false,
  };
}

/** The seal first: the text lies on it. */
function signed({ issuer, date, sealUse }: Signature, middle: number, fonts: FontChain): Mark[] {
  const style = { weight: 'regular', size: SIZE, left: 0, baseline: middle - DROP } as const;
  const day = spokenDate(date);
  const issuerWidth = setLine(issuer, fonts, style).width;
  const dayWidth = setLine(day, fonts, style).width;
  const axis = RIGHT - Math.max(DATE_FROM_RIGHT + dayWidth / 2, issuerWidth / 2);
  return [
    ...seal({ issuer, use: sealUse }, [axis, middle], fonts),
    ...setLine(issuer, fonts, { ...style, left: axis - issuerWidth / 2 }).marks,
    ...setLine(day, fonts, { ...style, left: axis - dayWidth / 2, baseline: style.baseline - LEADING }).marks,
  ];
}
