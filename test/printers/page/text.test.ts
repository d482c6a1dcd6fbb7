import { expect, it } from 'vitest';
import type { FontChain } from '#printers/page/fonts.ts';
import type { Mark, TextMark } from '#printers/page/sheet.ts';
import { setParagraph } from '#printers/page/text/paragraph.ts';
import type { Span } from '#printers/page/text/typesetting.ts';
import { LONG_ADDRESS, testFonts } from './sample.ts';

const SIZE = 10;

function set(spans: readonly Span[], fonts: FontChain, columnEm: number): Mark[] {
  const setting = { left: 0, width: columnEm * SIZE, size: SIZE, leading: 20, indent: 2 };
  return setParagraph(spans, fonts, setting).marksAt(1_000);
}

async function linesOf(spans: readonly Span[], columnEm: number): Promise<string[]> {
  const texts = set(spans, await testFonts(), columnEm).filter(
    (mark): mark is TextMark => mark.kind === 'text',
  );
  const lines = Map.groupBy(texts, ({ baseline }) => baseline);
  return [...lines.values()].map((runs) =>
    runs.flatMap(({ glyphs }) => glyphs.map(({ char }) => char)).join(''),
  );
}

function plain(text: string): Span[] {
  return [{ text, weight: 'regular' }];
}

const STATEMENT =
  '兹证明（测试），样例“甲”。自2020年1月1日起，居住在《样例》路12号、3栋；2单元501室：至今未变！是否？（是）。';

it('begins no line with a closing mark and ends none with an opening one, at any width', async () => {
  for (let columnEm = 8; columnEm <= 40; columnEm++) {
    for (const line of await linesOf(plain(STATEMENT), columnEm)) {
      expect(line).not.toMatch(/^[，。、；：？！）”》·]/u);
      expect(line).not.toMatch(/[（“《]$/u);
    }
  }
});

it('breaks no number and no word that a line can hold', async () => {
  const text = `${LONG_ADDRESS}610202195403123022样例MUSTERFRAU样例linli.example/C`;
  for (let columnEm = 14; columnEm <= 40; columnEm++) {
    const lines = await linesOf(plain(text), columnEm);
    expect(lines.join('')).toBe(text);
    for (const word of ['610202195403123022', 'MUSTERFRAU', 'linli.example/C', '1234', '2305']) {
      expect(lines.filter((line) => line.includes(word))).toHaveLength(1);
    }
  }
});

it('breaks a word that no line can hold rather than run out of the column', async () => {
  const word = 'W'.repeat(60);
  const lines = await linesOf(plain(word), 12);
  expect(lines.join('')).toBe(word);
  expect(lines.length).toBeGreaterThan(3);
});

it('keeps every glyph and underline inside the column', async () => {
  const fonts = await testFonts();
  const spans: Span[] = [
    ...plain('兹证明'),
    { text: '（测试样例）', weight: 'bold', fact: 'whole' },
    ...plain('，居住在'),
    { text: LONG_ADDRESS, weight: 'bold', fact: 'breakable' },
    ...plain('。'),
  ];
  for (let columnEm = 14; columnEm <= 40; columnEm++) {
    for (const mark of set(spans, fonts, columnEm)) {
      if (mark.kind === 'rule') {
        expect(mark.from).toBeGreaterThanOrEqual(-0.01);
        expect(mark.to).toBeLessThanOrEqual(columnEm * SIZE + 0.01);
      }
      if (mark.kind !== 'text') continue;
      for (const { char, x } of mark.glyphs) {
        const blank = /[，。（）]/u.test(char) ? 0.5 : 0;
        expect(x).toBeGreaterThanOrEqual(-blank * SIZE - 0.01);
        expect(x + (fonts.width(char, mark.weight) - blank) * SIZE).toBeLessThanOrEqual(
          columnEm * SIZE + 0.01,
        );
      }
    }
  }
});

it('keeps a name on one line where the line before can spare it', async () => {
  const lines = await linesOf(
    [
      ...plain('兹证明以下情况属实本社区居民'),
      { text: '测试样例名', weight: 'bold', fact: 'whole' },
      ...plain('居住在样例路'),
    ],
    17,
  );
  expect(lines.filter((line) => line.includes('测试样例名'))).toHaveLength(1);
});

it('sets a quarter of space between Han and figures and closes up adjacent marks', async () => {
  const fonts = await testFonts();
  const [mark] = set(plain('路12号）。完'), fonts, 30).filter(
    (each): each is TextMark => each.kind === 'text',
  );
  const at = (index: number): number => (mark?.glyphs[index]?.x ?? Number.NaN) / SIZE;
  expect(at(1) - at(0)).toBeCloseTo(1.2, 2); // 路 and its space
  expect(at(5) - at(4)).toBeCloseTo(0.5, 2); // ） gives up its blank half to 。
});

it('breaks a transliterated name behind its dot rather than anywhere else, and never before it', async () => {
  for (const dot of ['·', '•', '‧', '・']) {
    const name = `阿卜杜热合曼${dot}麦麦提图尔荪${dot}测试样例`;
    const fact: Span = { text: name, weight: 'bold', fact: 'whole' };
    for (let columnEm = 9; columnEm <= 24; columnEm++) {
      const lines = await linesOf([...plain('兹证明'), fact, ...plain('住在样例路十二号。')], columnEm);
      expect(lines.filter((line) => line.startsWith(dot))).toEqual([]);
    }
    const lines = await linesOf([...plain('兹证明本社区居民'), fact, ...plain('住在')], 18);
    expect(lines[0]).toBe(`兹证明本社区居民阿卜杜热合曼${dot}`);
  }
});
