/** Vector outlines: closed contours in points, origin at the lower left, y upwards, filled by the non-zero rule. */

type Segment =
  | readonly ['M' | 'L', number, number]
  | readonly ['C', number, number, number, number, number, number]
  | readonly ['Z'];
export type Outline = readonly Segment[];
export type Point = readonly [x: number, y: number];

export function polygon(points: readonly Point[]): Outline {
  const corners = points.map(([x, y], index): Segment => [index === 0 ? 'M' : 'L', x, y]);
  return [...corners, ['Z']];
}

export function rectangle([left, bottom]: Point, [right, top]: Point): Outline {
  return polygon([
    [left, bottom],
    [right, bottom],
    [right, top],
    [left, top],
  ]);
}

/** Four cubic arcs; 0.5523 is the usual handle length, off by 0.03 % of the radius at most. */
export function circle(centre: Point, radius: number, turn: 'clockwise' | 'anticlockwise'): Outline {
  const [cx, cy] = centre;
  const handle = 0.5523 * radius;
  const sense = turn === 'clockwise' ? -1 : 1;
  const at = (x: number, y: number): Point => [cx + x, cy + sense * y];
  const r = radius;
  return [
    ['M', ...at(r, 0)],
    ['C', ...at(r, handle), ...at(handle, r), ...at(0, r)],
    ['C', ...at(-handle, r), ...at(-r, handle), ...at(-r, 0)],
    ['C', ...at(-r, -handle), ...at(-handle, -r), ...at(0, -r)],
    ['C', ...at(handle, -r), ...at(r, -handle), ...at(r, 0)],
    ['Z'],
  ];
}
