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
  /** The share of black pixels that have a black one within two pixels in the other picture. */
  readonly common: number;
}

const NEAR = 2;

/** The ink of both laid on each other at the upper left corner of what is black. */
export function likeness(one: InkPicture, other: InkPicture): Likeness {
  const [box, otherBox] = [boxOf(one), boxOf(other)];
  const shares = [shareIn(one, box, other, otherBox), shareIn(other, otherBox, one, box)];
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

function shareIn(one: InkPicture, box: Box, other: InkPicture, otherBox: Box): number {
  let [black, found] = [0, 0];
  for (let y = 0; y < box.height; y += 1) {
    for (let x = 0; x < box.width; x += 1) {
      if (!one.isInk((box.top + y) * one.width + box.left + x)) continue;
      black += 1;
      if (isNear(other, otherBox.left + x, otherBox.top + y)) found += 1;
    }
  }
  return found / black;
}

function isNear({ width, isInk }: InkPicture, x: number, y: number): boolean {
  for (let dy = -NEAR; dy <= NEAR; dy += 1) {
    for (let dx = -NEAR; dx <= NEAR; dx += 1) if (isInk((y + dy) * width + x + dx)) return true;
  }
  return false;
}
