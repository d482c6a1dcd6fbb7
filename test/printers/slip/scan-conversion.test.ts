import { expect, it } from 'vitest';
import { circle, polygon } from '#printers/page/outline.ts';
import type { Dots } from '#printers/slip/dots.ts';
import { InkField, type Placing } from '#printers/slip/scan-conversion.ts';

const AS_IT_IS: Placing = { x: 0, y: 8, scaleX: 1, scaleY: 1 };

function seen(dots: Dots): string[] {
  return Array.from({ length: dots.height }, (_, y) =>
    Array.from({ length: dots.width }, (_, x) => (dots.isBlack(x, y) ? '#' : '.')).join(''),
  );
}

it('blackens what lies inside an outline, y upwards', () => {
  const field = new InkField(8, 8);
  field.fill(
    polygon([
      [1, 0],
      [4, 0],
      [4, 2],
      [1, 2],
    ]),
    AS_IT_IS,
  );
  expect(seen(field.dots()).slice(5)).toEqual(['........', '.###....', '.###....']);
});

it('leaves the inside of a ring white', () => {
  const field = new InkField(8, 8);
  field.fill([...circle([4, 4], 4, 'anticlockwise'), ...circle([4, 4], 2, 'clockwise')], AS_IT_IS);
  expect(seen(field.dots())).toEqual([
    '..####..',
    '.######.',
    '###..###',
    '##....##',
    '##....##',
    '###..###',
    '.######.',
    '..####..',
  ]);
});

it('keeps both strokes where two overlap', () => {
  const field = new InkField(8, 1);
  const bar = (from: number, to: number) =>
    polygon([
      [from, 0],
      [to, 0],
      [to, 1],
      [from, 1],
    ]);
  field.fill([...bar(0, 5), ...bar(3, 8)], { ...AS_IT_IS, y: 1 });
  expect(seen(field.dots())).toEqual(['########']);
});

it('blackens a dot from a third of it on, and joins what two letters share', () => {
  const quarter = polygon([
    [0, 0],
    [0.25, 0],
    [0.25, 1],
    [0, 1],
  ]);
  const field = new InkField(2, 1);
  field.fill(quarter, { ...AS_IT_IS, y: 1 });
  expect(seen(field.dots())).toEqual(['..']);
  field.fill(quarter, { ...AS_IT_IS, x: 0.25, y: 1 });
  expect(seen(field.dots())).toEqual(['#.']);
});

it('passes over what lies outside', () => {
  const field = new InkField(2, 2);
  field.fill(
    polygon([
      [-9, -9],
      [9, -9],
      [9, 9],
      [-9, 9],
    ]),
    { ...AS_IT_IS, y: 1 },
  );
  expect(seen(field.dots())).toEqual(['##', '##']);
});
