/**
 * The round seal: star in the middle, issuer along the upper arc, purpose of the seal below. All of it is
 * vectors in one opaque red: crisp at every resolution, and without transparency (which PDF/A-1 forbids). It lies under
 * the text, which stays black on red.
 */
import type { FontChain } from './fonts.ts';
import { circle, type Outline, type Point, polygon } from './outline.ts';
import { type EngravedMark, type Mark, PT_PER_MM } from './sheet.ts';

export interface SealText {
  /** 4 to 20 characters look right. */
  readonly issuer: string;
  readonly use: string;
}

/** The size in use for committees. */
const DIAMETER_MM = 42;
export const SEAL_RADIUS = (DIAMETER_MM / 2) * PT_PER_MM;
/** Light enough that black text on it reads (4.5:1), also when a monochrome printer makes it grey. */
export const SEAL_RED = [0.86, 0.2, 0.15] as const;

const RING_MM = 1.15;
const STAR_MM = 6.9;
/** Of a five-point star whose arms are straight: inner to outer radius. */
const STAR_WAIST = Math.sin(Math.PI / 10) / Math.sin((7 * Math.PI) / 10);
const ARC_RADIUS_MM = 16.1;
const ARC_GLYPH_MM = 5.2;
const ARC_MAX_DEGREES = 246;
const ARC_MAX_STEP_DEGREES = 25;
const USE_BELOW_MM = 13.4;
const USE_GLYPH_MM = 3.1;
/** Share of its pitch that a squeezed character fills. */
const FILL = 0.95;
/** Middle of the em box of a Han glyph above the baseline, em. */
const EM_MIDDLE = 0.38;

export function seal(text: SealText, centre: Point, fonts: FontChain): Mark[] {
  const glyphs = [...arc(Array.from(text.issuer), fonts), ...straight(Array.from(text.use), fonts)].map(
    ({ char, matrix: [a, b, c, d, x, y] }) => ({
      char,
      matrix: [a, b, c, d, ...onPage(centre, [x, y])] as const,
    }),
  );
  return [
    { kind: 'shape', outline: [...ring(centre), ...star(centre)], colour: SEAL_RED },
    { kind: 'engraved', weight: 'bold', colour: SEAL_RED, glyphs },
  ];
}

function onPage([cx, cy]: Point, [xMm, yMm]: Point): Point {
  return [cx + xMm * PT_PER_MM, cy + yMm * PT_PER_MM];
}

function ring(centre: Point): Outline {
  const inner = SEAL_RADIUS - RING_MM * PT_PER_MM;
  return [...circle(centre, SEAL_RADIUS, 'anticlockwise'), ...circle(centre, inner, 'clockwise')];
}

function star(centre: Point): Outline {
  const points = Array.from({ length: 10 }, (_, index): Point => {
    const angle = Math.PI / 2 + (index * Math.PI) / 5;
    const reach = index % 2 === 0 ? STAR_MM : STAR_MM * STAR_WAIST;
    return onPage(centre, [reach * Math.cos(angle), reach * Math.sin(angle)]);
  });
  return polygon(points);
}

/** Each character upright on its radius; long names get narrow characters, as engravers do it. */
function arc(chars: readonly string[], fonts: FontChain): EngravedMark['glyphs'] {
  const stepDegrees = Math.min(ARC_MAX_STEP_DEGREES, ARC_MAX_DEGREES / chars.length);
  const step = (stepDegrees * Math.PI) / 180;
  const width = Math.min(ARC_GLYPH_MM, FILL * step * ARC_RADIUS_MM);
  return chars.map((char, index) => {
    const angle = (index - (chars.length - 1) / 2) * step;
    return engraved(char, { angle, width, height: ARC_GLYPH_MM, x: 0, y: ARC_RADIUS_MM }, fonts);
  });
}

function straight(chars: readonly string[], fonts: FontChain): EngravedMark['glyphs'] {
  return chars.map((char, index) => {
    const x = (index - (chars.length - 1) / 2) * USE_GLYPH_MM;
    const width = FILL * USE_GLYPH_MM;
    return engraved(char, { angle: 0, width, height: USE_GLYPH_MM, x, y: -USE_BELOW_MM }, fonts);
  });
}

/** The middle of the character goes to x, y (mm from the centre), then all is turned clockwise about the centre. */
function engraved(
  char: string,
  { angle, width, height, x, y }: { angle: number; width: number; height: number; x: number; y: number },
  fonts: FontChain,
): EngravedMark['glyphs'][number] {
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
  const left = x - (fonts.width(char, 'bold') / 2) * width;
  const foot = y - EM_MIDDLE * height;
  const [across, up] = [width * PT_PER_MM, height * PT_PER_MM];
  const place = [left * cos + foot * sin, -left * sin + foot * cos] as const;
  return { char, matrix: [across * cos, -across * sin, up * sin, up * cos, ...place] };
}
