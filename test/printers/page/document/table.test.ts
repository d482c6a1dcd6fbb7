import { expect, it } from 'vitest';
import { layTable } from '#printers/page/document/blocks/table.ts';
import type { Column } from '#printers/page/document/page-document.ts';
import type { Mark, TextMark } from '#printers/page/sheet.ts';
import { LONG_ADDRESS, LONG_NAME, testFonts } from '../sample.ts';

const COLUMNS: readonly Column[] = [
  { title: '月份', share: 2, align: 'left' },
  { title: '单位', share: 4, align: 'left' },
  { title: '金额', share: 2, align: 'right' },
];
const LEFT = 77.14;
const RIGHT = 518.14;

async function marksOf(rows: readonly (readonly string[])[]): Promise<Mark[][]> {
  const pieces = layTable({ kind: 'table', columns: COLUMNS, rows }, await testFonts());
  return pieces.map((piece) => piece.marksAt(700));
}

function textsOf(marks: readonly Mark[] | undefined): TextMark[] {
  return (marks ?? []).filter((mark): mark is TextMark => mark.kind === 'text');
}

async function rightEdge({ glyphs, weight, size }: TextMark): Promise<number> {
  const last = glyphs.at(-1);
  return (last?.x ?? 0) + (await testFonts()).width(last?.char ?? '', weight) * size;
}

it('names the column, never the text, of a cell that needs more than four lines', async () => {
  const filling = marksOf([['1月', LONG_ADDRESS, '1.00']]);
  await expect(filling).rejects.toThrow('单位');
  await expect(filling).rejects.not.toThrow(LONG_ADDRESS.slice(0, 4));
});

it('makes a figure smaller rather than break it, and refuses one that is smaller than can be read', async () => {
  const [, fitting] = await marksOf([['1月', '样例', '123,456,789,012,345.00']]);
  expect(textsOf(fitting).map(({ size }) => size)).toEqual([10.5, 10.5, 9]);
  await expect(marksOf([['1月', '样例', '1'.repeat(60)]])).rejects.toThrow('金额');
});

it('wraps a long name in lines of like length, none of a single character', async () => {
  const [, row] = await marksOf([['1月', LONG_NAME, '1.00']]);
  const lines = textsOf(row).filter(({ glyphs }) => glyphs.length > 4);
  expect(lines.map(({ glyphs }) => glyphs.map(({ char }) => char).join('')).join('')).toBe(LONG_NAME);
  expect(lines.length).toBeGreaterThan(1);
  const lengths = lines.map(({ glyphs }) => glyphs.length);
  expect(Math.max(...lengths) - Math.min(...lengths)).toBeLessThanOrEqual(4);
});

it('sets figures flush right and all ink inside the type area', async () => {
  const pieces = await marksOf([
    ['1月', LONG_NAME, '1.00'],
    ['12月', '样例', '1,234.56'],
  ]);
  const figures = pieces.slice(1).map((marks) => textsOf(marks).at(-1) as TextMark);
  const edges = await Promise.all(figures.map(rightEdge));
  expect(edges[0]).toBeCloseTo(edges[1] ?? 0, 5);
  for (const mark of pieces.flat()) {
    if (mark.kind === 'rule')
      expect([mark.from, mark.to].map((x) => Number(x.toFixed(2)))).toEqual([LEFT, RIGHT]);
    if (mark.kind !== 'text') continue;
    expect(mark.glyphs[0]?.x).toBeGreaterThan(LEFT);
    expect(await rightEdge(mark)).toBeLessThan(RIGHT);
  }
});

it('says its head again above each row that may begin a page, and never parts head and first row', async () => {
  const pieces = layTable(
    { kind: 'table', columns: COLUMNS, rows: [['1月', '样例', '1.00']], sums: ['合计', '', '1.00'] },
    await testFonts(),
  );
  expect(pieces.map(({ holdsNext }) => holdsNext)).toEqual([true, true, false]);
  expect(pieces.map(({ again }) => again === pieces[0])).toEqual([false, true, true]);
});
