import { expect, it } from 'vitest';
import type { FontChain } from '#printers/page/fonts.ts';
import { writePdf } from '#printers/page/pdf/write-pdf.ts';
import { A4, type Mark, type TextMark } from '#printers/page/sheet.ts';
import { setParagraph } from '#printers/page/text/paragraph.ts';
import type { Span } from '#printers/page/text/typesetting.ts';
import { countPixels, isInk, pictureOf, textOf } from '../paper.ts';
import { testFonts } from '../sample.ts';
import { type InkPicture, inkOfCanvas } from './canvas-ink.ts';
import { likeness } from './likeness.ts';

const SIZE = 24;
const LEFT = 60;
const WIDTH = 470;
const NAME = 'ئابدۇرەھمان ئابدۇكېرىم';
const ADDRESS = 'شىنجاڭ ئۇيغۇر ئاپتونوم رايونى، مىسال يولى 1234-قورۇ';
const NASKH = 'noto-naskh-arabic/400Regular/NotoNaskhArabic_400Regular.ttf';

function marksOf(spans: readonly Span[], fonts: FontChain, width = WIDTH): Mark[] {
  const setting = { left: LEFT, width, size: SIZE, leading: 48, indent: 0 };
  return setParagraph(spans, fonts, setting).marksAt(700);
}

const plain = (text: string): Span[] => [{ text, weight: 'regular' }];

function textsIn(marks: readonly Mark[]): TextMark[] {
  return marks.filter((mark): mark is TextMark => mark.kind === 'text');
}

/** What stands on each line, from left to right, dots left out. */
function seen(marks: readonly Mark[]): string[] {
  const lines = Map.groupBy(textsIn(marks), ({ baseline }) => baseline);
  return [...lines.values()].map((line) =>
    line
      .flatMap(({ says, glyphs }) => (says === undefined ? glyphs.map(({ char }) => char) : [says]))
      .join(''),
  );
}

const reversed = (text: string) => Array.from(text).toReversed().join('');

async function page(...paragraphs: readonly (readonly Span[])[]): Promise<Uint8Array> {
  const fonts = await testFonts();
  const marks = paragraphs.flatMap((spans, at) => {
    const setting = { left: LEFT, width: WIDTH, size: SIZE, leading: 36, indent: 0 };
    return setParagraph(spans, fonts, setting).marksAt(760 - 110 * at);
  });
  return await writePdf([{ ...A4, marks }], fonts, { title: 'test', at: new Date(0) });
}

it('reads from right to left, word by word and letter by letter', async () => {
  const [line = ''] = seen(marksOf(plain(NAME), await testFonts()));
  expect(line).toBe(reversed(NAME.replace(' ', '')));
});

it('keeps figures and Chinese as they are, and turns brackets round', async () => {
  const fonts = await testFonts();
  const line = (text: string) => seen(marksOf(plain(text), fonts))[0];
  expect(line('يولى 1234-قورۇ')).toBe(`${reversed('-قورۇ')}1234${reversed('يولى')}`);
  expect(line('بۇ 王小明 0919-1234567')).toBe(`0919-1234567王小明${reversed('بۇ')}`);
  const [bracketed] = marksOf(plain('(بۇ)'), fonts).filter((mark) => mark.kind === 'text');
  expect(bracketed).toMatchObject({ says: ')', glyphs: [{ char: '(' }] });
});

it('stands in a Chinese sentence without moving what is beside it', async () => {
  const fonts = await testFonts();
  const spans: Span[] = [
    ...plain('兹证明'),
    { text: NAME, weight: 'bold', fact: 'whole' },
    ...plain('（公民身份号码'),
    { text: '610202195403123022', weight: 'bold', fact: 'whole' },
    ...plain('）住在样例路'),
  ];
  const lines = seen(marksOf(spans, fonts, 1000));
  expect(lines).toEqual([
    `兹证明${reversed(NAME.replace(' ', ''))}（公民身份号码610202195403123022）住在样例路`,
  ]);
});

it('begins at the right edge, wraps at spaces and breaks no word', async () => {
  const fonts = await testFonts();
  const lines = seen(marksOf(plain(ADDRESS), fonts, 300));
  expect(lines.length).toBeGreaterThan(1);
  expect(lines.map(reversed).join('').replace('4321', '1234')).toBe(ADDRESS.replaceAll(' ', ''));
  const words = ADDRESS.split(' ').flatMap((word) => word.match(/\d+|[^\d]+/g) ?? []);
  for (const word of words)
    expect(lines.some((line) => line.includes(/\d/.test(word) ? word : reversed(word)))).toBe(true);
  for (const line of Map.groupBy(
    textsIn(marksOf(plain(ADDRESS), fonts, 300)),
    (one) => one.baseline,
  ).values()) {
    const ends = line.flatMap(({ glyphs, size }) =>
      glyphs.map(({ x, char, glyph }) => {
        const { face } = fonts.cut(char.codePointAt(0) ?? 0, 'regular');
        return x + size * (glyph === undefined ? fonts.width(char, 'regular') : face.glyphAdvance(glyph));
      }),
    );
    expect(Math.max(...ends)).toBeCloseTo(LEFT + 300, 1);
  }
});

it('begins at the left as a value beside its name, as long as one line holds it', async () => {
  const fonts = await testFonts();
  const leftmost = (width: number) => {
    const setting = { left: LEFT, width, size: SIZE, leading: 48, indent: 0, isValue: true };
    const marks = textsIn(setParagraph(plain(NAME), fonts, setting).marksAt(700));
    const lines = [...Map.groupBy(marks, ({ baseline }) => baseline).values()];
    return lines.map((line) => Math.min(...line.flatMap(({ glyphs }) => glyphs.map(({ x }) => x))));
  };
  expect(leftmost(WIDTH)).toEqual([expect.closeTo(LEFT, 0)]);
  const [first = 0, second = 0] = leftmost(150);
  expect(Math.max(first, second)).toBeGreaterThan(LEFT + 5);
});

it('joins letters: a word is narrower than its letters by themselves', async () => {
  const fonts = await testFonts();
  for (const word of ['ئىسپاتى', 'ناھىيىسى', 'جۇمھۇرىيىتى']) {
    const apart = Array.from(word, (letter) => fonts.width(letter, 'regular'));
    const sum = apart.reduce((all, width) => all + width, 0);
    expect(fonts.width(word, 'regular')).toBeLessThan(0.8 * sum);
  }
});

it('joins the same way whatever was drawn before', async () => {
  const fonts = await testFonts();
  const before = marksOf(plain('ئىسپات'), fonts);
  await page(plain('ى ئ ي ە ېرى'), plain(ADDRESS));
  expect(marksOf(plain('ئىسپات'), fonts)).toEqual(before);
});

it('leaves ink in the cell of every letter', async () => {
  const fonts = await testFonts();
  const pdf = await page(plain(ADDRESS));
  const picture = pictureOf(pdf, 203);
  const setting = { left: LEFT, width: WIDTH, size: SIZE, leading: 36, indent: 0 };
  const bodies = textsIn(setParagraph(plain(ADDRESS), fonts, setting).marksAt(760)).filter(
    ({ says }) => says,
  );
  expect(bodies.length).toBeGreaterThan(40);
  for (const { glyphs, baseline } of bodies) {
    const [{ x = 0, char = '', glyph } = {}] = glyphs;
    const { face } = fonts.cut(char.codePointAt(0) ?? 0, 'regular');
    const right = x + SIZE * (glyph === undefined ? face.advance(0x30) : face.glyphAdvance(glyph));
    const cell = { left: x, right, bottom: baseline - 0.5 * SIZE, top: baseline + 0.9 * SIZE };
    expect([char, countPixels(picture, cell, isInk) > 0]).toEqual([char, true]);
  }
});

it('is found by who searches the file for words', async () => {
  const korean = '거주 증명서 김철수';
  const text = textOf(await page(plain(NAME), plain(ADDRESS), plain(korean), plain('居民 ئەركىن 12号')));
  const bare = text.replace(/[\u202a-\u202e\u2066-\u2069]/gu, '');
  for (const word of [...NAME.split(' '), 'ئاپتونوم', '1234', '거주', '증명서', '김철수', 'ئەركىن', '居民'])
    expect(bare).toContain(word);
});

/** Every letter of Uyghur between others and at the end, and words. */
const WORDS = [
  ...Array.from('ئاەبپتجچخدرزژسشغفقكگڭلمنھوۇۆۈۋېىي', (letter) => `ب${letter}ب${letter}`),
  ...`${NAME} جۇمھۇرىيىتى سالام ئالاقىلىشىش`.split(' '),
];
const ON_A_PAGE = 13;
const PITCH = 60;

it('draws every letter as Chromium does with the same font', { timeout: 60_000 }, async () => {
  const chromium = await inkOfCanvas(WORDS, NASKH, 96);
  for (let from = 0; from < WORDS.length; from += ON_A_PAGE) {
    const words = WORDS.slice(from, from + ON_A_PAGE);
    const pictures = await picturesOf(words);
    for (const [at, word] of words.entries()) {
      const [ours, theirs] = [pictures[at], chromium[from + at]];
      if (ours === undefined || theirs === undefined) throw new Error('a picture is missing');
      const { widths, common } = likeness(ours, theirs, 2);
      expect([word, Math.abs(widths[0] / widths[1] - 1) < 0.03, common > 0.98]).toEqual([word, true, true]);
    }
  }
});

/** Of each word, from one page, as poppler draws it: 24 pt at 288 dpi are 96 pixels. */
async function picturesOf(words: readonly string[]): Promise<InkPicture[]> {
  const fonts = await testFonts();
  const setting = { left: LEFT, width: WIDTH, size: SIZE, leading: PITCH, indent: 0 };
  const baselineOf = (at: number): number => A4.height - PITCH * (at + 1);
  const marks = words.flatMap((word, at) =>
    setParagraph(plain(word), fonts, setting).marksAt(baselineOf(at)),
  );
  const pdf = await writePdf([{ ...A4, marks }], fonts, { title: 'test', at: new Date(0) });
  const { pixels, width } = pictureOf(pdf, 288);
  const height = 4 * PITCH;
  return words.map((_, at) => {
    const first = Math.round(4 * (A4.height - baselineOf(at) - 0.65 * PITCH)) * width;
    return { width, height, isInk: (pixel) => (pixels[3 * (first + pixel)] ?? 255) < 128 };
  });
}

it('makes a word that is wider than its column smaller instead of letting it out', async () => {
  const fonts = await testFonts();
  const word = 'بىرىنچىدەرىجىلىك';
  const marks = textsIn(marksOf(plain(word), fonts, 100));
  const [first] = marks;
  expect(first?.size).toBeLessThan(SIZE);
  expect(first?.size).toBeCloseTo(100 / fonts.width(word, 'regular'), 1);
});
