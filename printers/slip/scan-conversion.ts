/** Outlines become dots: a dot is black when enough of the samples in it lie inside (non-zero winding rule). */
import type { Outline, Point } from '../page/outline.ts';
import { Dots } from './dots.ts';

/** Where an outline goes: its origin in dots from the upper left corner, and how many dots its unit is. */
export interface Placing {
  readonly x: number;
  readonly y: number;
  readonly scaleX: number;
  readonly scaleY: number;
}

/** Each way. */
const SAMPLES = 4;
/** Of 16: thin strokes must not break, and the inside of a crowded character must not fill. */
const ENOUGH = 5;
const CURVE_STEPS = 8;

interface Edge {
  readonly x: number;
  readonly y: number;
  readonly toX: number;
  readonly toY: number;
}

export class InkField {
  readonly #width: number;
  readonly #height: number;
  readonly #samples: Uint16Array;

  constructor(width: number, height: number) {
    this.#width = width;
    this.#height = height;
    this.#samples = new Uint16Array(width * height);
  }

  /** What falls outside the field is lost. */
  fill(outline: Outline, { x, y, scaleX, scaleY }: Placing): void {
    const toSamples = ([px, py]: Point): Point => [(x + px * scaleX) * SAMPLES, (y - py * scaleY) * SAMPLES];
    const edges = flattened(outline).flatMap((contour) => edgesOf(contour.map(toSamples)));
    const ys = edges.flatMap((edge) => [edge.y, edge.toY]);
    const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
    const end = Math.min(this.#height * SAMPLES, Math.ceil(bottom));
    for (let row = Math.max(0, Math.floor(top)); row < end; row += 1) this.#fillRow(edges, row);
  }

  dots(): Dots {
    const dots = new Dots(this.#width, this.#height);
    for (const [at, count] of this.#samples.entries()) {
      if (count >= ENOUGH) dots.blacken(at % this.#width, Math.floor(at / this.#width));
    }
    return dots;
  }

  #fillRow(edges: readonly Edge[], row: number): void {
    const middle = row + 0.5;
    const crossings = edges
      .filter(({ y, toY }) => y <= middle !== toY <= middle)
      .map(({ x, y, toX, toY }) => ({
        at: x + ((middle - y) / (toY - y)) * (toX - x),
        turn: toY > y ? 1 : -1,
      }))
      .toSorted((left, right) => left.at - right.at);
    let winding = 0;
    for (const [index, { at, turn }] of crossings.entries()) {
      winding += turn;
      if (winding !== 0) this.#fillSpan(Math.floor(row / SAMPLES), at, crossings[index + 1]?.at ?? at);
    }
  }

  #fillSpan(row: number, from: number, to: number): void {
    const end = Math.min(this.#width * SAMPLES, to - 0.5);
    for (let sample = Math.max(0, Math.ceil(from - 0.5)); sample < end; sample += 1) {
      const at = row * this.#width + Math.floor(sample / SAMPLES);
      this.#samples[at] = (this.#samples[at] ?? 0) + 1;
    }
  }
}

/** Closed polygons; the curves in straight steps. */
export function flattened(outline: Outline): Point[][] {
  const contours: Point[][] = [];
  for (const segment of outline) {
    const contour = contours.at(-1);
    if (segment[0] === 'M') contours.push([[segment[1], segment[2]]]);
    else if (segment[0] === 'L') contour?.push([segment[1], segment[2]]);
    else if (segment[0] === 'C') contour?.push(...stepsOf(contour.at(-1) ?? [0, 0], segment));
  }
  return contours;
}

function stepsOf(
  [x0, y0]: Point,
  [, x1, y1, x2, y2, x3, y3]: Extract<Outline[number], readonly ['C', ...number[]]>,
): Point[] {
  return Array.from({ length: CURVE_STEPS }, (_, step) => {
    const t = (step + 1) / CURVE_STEPS;
    const u = 1 - t;
    const [a, b, c, d] = [u ** 3, 3 * u ** 2 * t, 3 * u * t ** 2, t ** 3];
    return [a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3] as const;
  });
}

function edgesOf(contour: readonly Point[]): Edge[] {
  return contour.map(([x, y], index) => {
    const [toX, toY] = contour[(index + 1) % contour.length] ?? [x, y];
    return { x, y, toX, toY };
  });
}
