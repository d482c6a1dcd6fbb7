import { parse } from 'valibot';
import { expect, it } from 'vitest';
import { writePdf } from '#printers/page/pdf/write-pdf.ts';
import { A4 } from '#printers/page/sheet.ts';
import { Dots } from '#printers/slip/dots.ts';
import { dressSlip } from '#printers/slip/dress-slip.ts';
import { layoutSlip } from '#printers/slip/layout.ts';
import { type Slip, slip } from '#printers/slip/slip.ts';
import { pictureOf } from '../page/paper.ts';
import { testFonts } from '../page/sample.ts';
import { likeness } from '../page/text/likeness.ts';

const UYGHUR = 'ئابدۇرەھمان ئابدۇكېرىم';

async function dressed(...lines: readonly object[]): Promise<Slip> {
  return dressSlip(parse(slip, { lines }), await testFonts());
}

const text = (words: string, more: object = {}) => ({ kind: 'text', text: words, ...more });

/** The shape as it would be seen, a line of # and . for every second row. */
function seen(glyph: string | undefined): string[] {
  const bytes = Buffer.from(glyph ?? '', 'base64');
  const isBlack = (x: number, y: number) => ((bytes[x * 3 + (y >> 3)] ?? 0) & (0x80 >> (y & 7))) !== 0;
  return Array.from({ length: 24 }, (_, y) =>
    Array.from({ length: 24 }, (_, x) => (isBlack(x, y) ? '#' : '.')).join(''),
  );
}

it('leaves a slip alone that every printer can print', async () => {
  const plain = parse(slip, {
    lines: [text('办理小票 ¥5'), { kind: 'pair', name: '编号', value: '000017' }],
  });
  expect(dressSlip(plain, await testFonts())).toEqual(plain);
});

it('draws every character of a line in which one is rare, and of no other', async () => {
  const { glyphs } = await dressed(text('王𬭎 1号'), text('居住证明'), {
    kind: 'pair',
    name: '给谁',
    value: '䶮',
  });
  expect(Object.keys(glyphs ?? {}).toSorted()).toEqual(Array.from('王𬭎1号给谁䶮').toSorted());
  expect(parse(slip, { lines: [], glyphs }).glyphs).toEqual(glyphs);
});

it('draws a character that can be known again', async () => {
  const { glyphs } = await dressed(text('𠮷一'));
  const [rows, one] = [seen(glyphs?.['𠮷']), seen(glyphs?.['一'])];
  // 一 is one stroke across the middle; 𠮷 is 土 over 口: two strokes across above, a box below.
  const across = (row: string | undefined) => (row?.match(/#/g)?.length ?? 0) >= 14;
  expect(one.filter(across)).toHaveLength(1);
  expect(one.findIndex(across)).toBeGreaterThan(8);
  expect(one.findIndex(across)).toBeLessThan(16);
  expect(rows.filter(across).length).toBeGreaterThanOrEqual(2);
  expect(rows.slice(16).some((row) => /#\.{5,}#/.test(row))).toBe(true);
});

it.each(Array.from('𬭎䶮㛃𠅤𫟷龘한'))('draws %s as poppler draws it on a page', async (character) => {
  const fonts = await testFonts();
  const glyphs = [{ char: character, x: 72 }];
  const mark = { kind: 'text', weight: 'regular', size: 24, baseline: 700, glyphs } as const;
  const pdf = await writePdf([{ ...A4, marks: [mark] }], fonts, { title: 'test', at: new Date(0) });
  // 24 pt at 72 dpi are 24 pixels; ink is what covers a third of one.
  const { pixels, width, height } = pictureOf(pdf, 72);
  const page = { width, height, isInk: (at: number) => (pixels[3 * at] ?? 255) < 176 };
  const rows = seen((await dressed(text(`𬭎${character}`))).glyphs?.[character]).join('');
  const slipInk = { width: 24, height: 24, isInk: (at: number) => rows[at] === '#' };
  const { widths, common } = likeness(slipInk, page, 1);
  expect(Math.abs(widths[0] - widths[1])).toBeLessThanOrEqual(2);
  expect(common).toBeGreaterThan(0.95);
});

it('keeps a narrow character in the left half of its cell', async () => {
  const { glyphs } = await dressed(text('𬭎W@'));
  for (const narrow of ['W', '@'])
    expect(seen(glyphs?.[narrow]).every((row) => /^.{12}\.{12}$/.test(row) && row.length === 24)).toBe(true);
  expect(seen(glyphs?.['W']).some((row) => row.includes('#'))).toBe(true);
});

it.each([
  ['a private-use character', '王\ue863', [0xe863]],
  ['a character in no font', '王\u{323b0}', [0x323b0]],
  ['half a character', '王\ud840', [0xd840]],
  ['a letter that needs its neighbours', '王ก\u0e34', [0xe34]],
  ['letters of an undivided Korean syllable', '\u1112\u1161', [0x1112, 0x1161]],
  ['a joiner in an Arabic word', 'ئا\u200cئا', [0x200c]],
])('refuses %s and names it', async (_, words, codePoints) => {
  await expect(dressed(text(words))).rejects.toMatchObject({ name: 'GlyphsMissing', codePoints });
});

it('brings Uyghur as a picture that fits the narrowest paper and begins at the right', async () => {
  const { lines } = await dressed(
    text(UYGHUR),
    text(UYGHUR, { align: 'centre', size: 'double', bold: true }),
  );
  expect(lines).toMatchObject([
    { kind: 'dots', align: 'right', text: UYGHUR },
    { kind: 'dots', align: 'centre', text: UYGHUR },
  ]);
  const [one, double] = lines.map((line) => (line.kind === 'dots' ? line : { width: 0, height: 0 }));
  expect(one?.width).toBeLessThanOrEqual(384);
  expect(double?.width).toBeLessThanOrEqual(384);
  expect(double?.height).toBeGreaterThan(1.5 * (one?.height ?? 0));
  expect(parse(slip, { lines }).lines).toEqual(lines);
});

it('brings a word that is too wide for the paper in smaller type, to its last letter', async () => {
  const word = 'ئىشلەپچىقىرىشتىكىلەر';
  const { lines } = await dressed(text(word, { size: 'quadruple' }));
  const [line] = lines;
  if (line?.kind !== 'dots') throw new Error('no picture');
  expect(line.width).toBeGreaterThan(340);
  expect(line.width).toBeLessThanOrEqual(384);
  const { lines: smaller } = await dressed(text(word));
  const shapeOf = ({ width = 0, height = 1 }: Partial<Extract<Slip['lines'][number], { kind: 'dots' }>>) =>
    width / height;
  const [small] = smaller;
  if (small?.kind !== 'dots') throw new Error('no picture');
  expect(shapeOf(line) / shapeOf(small)).toBeCloseTo(1, 1);
});

it('puts a Uyghur value below its name, at the right', async () => {
  const { lines } = await dressed({ kind: 'pair', name: '姓名', value: UYGHUR });
  expect(lines).toMatchObject([
    { kind: 'text', text: '姓名', align: 'left' },
    { kind: 'dots', align: 'right', text: UYGHUR },
  ]);
});

it('sets the columns of a table below each other where one is Uyghur', async () => {
  const cells = [
    { text: '品名', share: 2 },
    { text: UYGHUR, share: 3, align: 'right' },
  ];
  const { lines } = await dressed({ kind: 'columns', cells });
  expect(lines.map(({ kind }) => kind)).toEqual(['text', 'dots']);
});

it('draws Korean syllables like rare characters', async () => {
  const { lines, glyphs } = await dressed(text('거주 증명서'));
  expect(lines).toEqual(parse(slip, { lines: [text('거주 증명서')] }).lines);
  expect(Object.keys(glyphs ?? {})).toEqual(['거', '주', '증', '명', '서']);
});

it('hands its pictures to the layout as they are', async () => {
  const [row] = layoutSlip(await dressed(text(UYGHUR)), 32);
  if (row?.kind !== 'dots') throw new Error('no picture');
  expect(row.dots).toBeInstanceOf(Dots);
  const black = (at: (index: number) => [number, number], length: number) =>
    Array.from({ length }, (_, index) => row.dots.isBlack(...at(index))).some(Boolean);
  // No white around it.
  expect(black((y) => [0, y], row.dots.height)).toBe(true);
  expect(black((y) => [row.dots.width - 1, y], row.dots.height)).toBe(true);
  expect(black((x) => [x, 0], row.dots.width)).toBe(true);
  expect(black((x) => [x, row.dots.height - 1], row.dots.width)).toBe(true);
});
