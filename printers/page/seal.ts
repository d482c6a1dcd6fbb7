/**
 * The round seal: star in the middle, issuer along the upper arc, purpose of the seal below. One outline in one opaque
 * red, so that it is crisp at every resolution and needs no transparency (which PDF/A-1 forbids). It lies under the
 * text, which stays black on red.
 */
import { codePointOf, type FontChain } from './fonts.ts';
import { circle, mapped, type Outline, type Point, polygon } from './outline.ts';
import { PT_PER_MM, type ShapeMark } from './sheet.ts';

export interface SealText {
  /** 4 to 20 characters look right. */
  readonly issuer: string;
  readonly use: string;
}

/** The size in use for committees. */
const DIAMETER_MM = 42;
export const SEAL_RADIUS = (DIAMETER_MM / 2) * PT_PER_MM;
/** Light enough that black text on it reads (4.6:1), also when a monochrome printer makes it grey. */
const SEAL_RED = [0.86, 0.2, 0.15] as const;

/** Whole steps keep the file small; a quarter of a dot at 600 dpi. */
const FINENESS_MM = 0.01;
const RING_MM = 1.15;
const STAR_MM = 6.6;
/** Of a five-point star whose arms are straight: inner to outer radius. */
const STAR_WAIST = Math.sin(Math.PI / 10) / Math.sin((7 * Math.PI) / 10);
const ARC_RADIUS_MM = 16.1;
const ARC_GLYPH_MM = 5;
const ARC_MAX_DEGREES = 246;
const ARC_MAX_STEP_DEGREES = 25;
const USE_BELOW_MM = 13.4;
const USE_GLYPH_MM = 3.1;
/** Share of its pitch that a squeezed character fills. */
const FILL = 0.95;
/** Middle of the em box of a Han glyph above the baseline, em. */
const EM_MIDDLE = 0.38;

export function seal(text: SealText, centre: Point, fonts: FontChain): ShapeMark {
  const parts = [
    ...ring(),
    ...star(STAR_MM),
    ...arc(Array.from(text.issuer), fonts),
    ...straight(Array.from(text.use), fonts),
  ];
  const outline = mapped(parts, (x, y) => [Math.round(x / FINENESS_MM), Math.round(y / FINENESS_MM)]);
  return { kind: 'shape', origin: centre, unit: FINENESS_MM * PT_PER_MM, outline, colour: SEAL_RED };
}

// From here on: millimetres from the centre of the seal.

function ring(): Outline {
  const outer = DIAMETER_MM / 2;
  return [...circle([0, 0], outer, 'anticlockwise'), ...circle([0, 0], outer - RING_MM, 'clockwise')];
}

function star(radius: number): Outline {
  const points = Array.from({ length: 10 }, (_, index): Point => {
    const angle = Math.PI / 2 + (index * Math.PI) / 5;
    const reach = index % 2 === 0 ? radius : radius * STAR_WAIST;
    return [reach * Math.cos(angle), reach * Math.sin(angle)];
  });
  return polygon(points);
}

/** Each character upright on its radius; long names get narrow characters, as engravers do it. */
function arc(chars: readonly string[], fonts: FontChain): Outline {
  const stepDegrees = Math.min(ARC_MAX_STEP_DEGREES, ARC_MAX_DEGREES / chars.length);
  const step = (stepDegrees * Math.PI) / 180;
  const width = Math.min(ARC_GLYPH_MM, FILL * step * ARC_RADIUS_MM);
  return chars.flatMap((char, index) => {
    const angle = (index - (chars.length - 1) / 2) * step;
    const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
    return mapped(glyph(char, width, ARC_GLYPH_MM, fonts), (x, y) => [
      x * cos + (y + ARC_RADIUS_MM) * sin,
      -x * sin + (y + ARC_RADIUS_MM) * cos,
    ]);
  });
}

function straight(chars: readonly string[], fonts: FontChain): Outline {
  return chars.flatMap((char, index) => {
    const shift = (index - (chars.length - 1) / 2) * USE_GLYPH_MM;
    return mapped(glyph(char, FILL * USE_GLYPH_MM, USE_GLYPH_MM, fonts), (x, y) => [
      x + shift,
      y - USE_BELOW_MM,
    ]);
  });
}

/** A character around the origin. */
function glyph(char: string, width: number, height: number, fonts: FontChain): Outline {
  const codePoint = codePointOf(char);
  const { face } = fonts.cut(codePoint, 'bold');
  const middle = face.advance(codePoint) / 2;
  return mapped(face.outline(codePoint), (x, y) => [(x - middle) * width, (y - EM_MIDDLE) * height]);
}
