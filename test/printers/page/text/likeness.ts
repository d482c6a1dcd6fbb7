import type { InkPicture } from './canvas-ink.ts';

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

interface Likeness {
  /** Of the ink in each, pixels. */
  readonly widths: readonly [number, number];
  /** The share of black pixels that have a black one nearby in the other picture. */
  readonly common: number;
}

/** The ink of both laid on each other at the upper left corner of what is black; `near` in pixels. */
export function likeness(one: InkPicture, other: InkPicture, near: number): Likeness {
  const [first, second] = [inkOf(one), inkOf(other)];
  const shares = [shareIn(first, second, near), shareIn(second, first, near)];
  const [box, otherBox] = [first.box, second.box];
  return { widths: [box.width, otherBox.width], common: Math.min(...shares) };
}

function boxOf({ width, height, isInk }: InkPicture): Box {
  let [left, right, top, bottom] = [width, 0, height, 0];
  for (let at = 0; at < width * height; at += 1) {
    if (!isInk(at)) continue;
    const [x, y] = [at % width, Math.floor(at / width)];
    [left, right] = [Math.min(left, x), Math.max(right, x)];
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
  }
  return { left, top, width: right - left + 1, height: bottom - top + 1 };
}

interface Ink {
  readonly picture: InkPicture;
  readonly box: Box;
}

function inkOf(picture: InkPicture): Ink {
  return { picture, box: boxOf(picture) };
}

function shareIn({ picture, box }: Ink, other: Ink, near: number): number {
  let [black, found] = [0, 0];
  for (let y = 0; y < box.height; y += 1) {
    for (let x = 0; x < box.width; x += 1) {
      if (!picture.isInk((box.top + y) * picture.width + box.left + x)) continue;
      black += 1;
      if (isNear(other.picture, [other.box.left + x, other.box.top + y], near)) found += 1;
    }
  }
  return found / black;
}

function isNear({ width, isInk }: InkPicture, [x, y]: readonly [number, number], near: number): boolean {
  for (let dy = -near; dy <= near; dy += 1) {
    for (let dx = -near; dx <= near; dx += 1) if (isInk((y + dy) * width + x + dx)) return true;
  }
  return false;
}
