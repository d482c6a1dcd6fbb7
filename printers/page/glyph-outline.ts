/** A font's glyph as an outline in em. */
import type { Glyph } from 'fontkit';
import type { Outline, Point } from './outline.ts';

export function glyphOutline({ path }: Glyph, unitsPerEm: number): Outline {
  const outline: Outline[number][] = [];
  let pen: Point = [0, 0];
  for (const { command, args } of path.commands) {
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = args.map((value) => value / unitsPerEm);
    switch (command) {
      case 'moveTo':
      case 'lineTo':
        outline.push([command === 'moveTo' ? 'M' : 'L', a, b]);
        pen = [a, b];
        break;
      case 'quadraticCurveTo':
        outline.push(raised(pen, [a, b], [c, d]));
        pen = [c, d];
        break;
      case 'bezierCurveTo':
        outline.push(['C', a, b, c, d, e, f]);
        pen = [e, f];
        break;
      case 'closePath':
        outline.push(['Z']);
        break;
      default:
        command satisfies never;
    }
  }
  return outline;
}

/** The same curve as a cubic one: its handles reach two thirds of the way to the quadratic one's. */
function raised([x0, y0]: Point, [x1, y1]: Point, [x2, y2]: Point): Outline[number] {
  const handle = (from: number, to: number): number => from + (2 / 3) * (to - from);
  return ['C', handle(x0, x1), handle(y0, y1), handle(x2, x1), handle(y2, y1), x2, y2];
}
