import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { CARD, type ContactCard, layCard } from '#printers/page/contact-cards/contact-card.ts';
import { contactCards, renderContactCards } from '#printers/page/contact-cards/contact-cards.ts';
import { PageFull } from '#printers/page/document/page-full.ts';
import { GlyphsMissing } from '#printers/page/fonts.ts';
import { A4, PT_PER_MM, type Sheet } from '#printers/page/sheet.ts';
import { linesOn } from './document/marks.ts';
import { LONG_NAME, testFonts } from './sample.ts';

const CARD_OF_ONE: ContactCard = {
  community: '红旗社区',
  name: '李样例',
  role: '网格员',
  grid: '第一网格 · 样例路2至10号楼',
  phone: '138 0000 0001',
  code: 'https://linli.example/w/1001',
};

function cards(count: number): ContactCard[] {
  return Array.from({ length: count }, (_, at) => ({
    ...CARD_OF_ONE,
    phone: `138 0000 ${String(at).padStart(4, '0')}`,
    code: `https://linli.example/w/${1000 + at}`,
  }));
}

it.each([
  ['name', { name: '很长的名字'.repeat(8) }],
  ['grid', { grid: '很长的地方'.repeat(13) }],
  ['community', { community: '很长的社区名字'.repeat(4) }],
  ['role', { role: '很长的职务名称'.repeat(2) }],
  ['phone', { phone: '1380000000'.repeat(3) }],
])('refuses a %s that the card has no room for, and says only which field it is', async (field, changed) => {
  const fonts = await testFonts();
  expect(() => layCard({ ...CARD_OF_ONE, ...changed }, [0, 0], fonts)).toThrow(PageFull);
  expect(() => layCard({ ...CARD_OF_ONE, ...changed }, [0, 0], fonts)).toThrow(field);
});

it('refuses a name that no font draws', async () => {
  const fonts = await testFonts();
  expect(() => layCard({ ...CARD_OF_ONE, name: '李\u{e863}' }, [0, 0], fonts)).toThrow(GlyphsMissing);
});

it('sets ten cards a sheet, each once and in order', async () => {
  const sheets = contactCards(cards(23), await testFonts());
  expect(sheets).toHaveLength(3);
  const phones = sheets.flatMap(
    (sheet) =>
      linesOn(sheet)
        .join('\n')
        .match(/1380000\d{4}/gu) ?? [],
  );
  expect(phones).toEqual(cards(23).map(({ phone }) => phone.replaceAll(' ', '')));
});

it('keeps the ink of a card 6 mm inside its edges, also with long texts', async () => {
  const fonts = await testFonts();
  const long = {
    ...CARD_OF_ONE,
    name: LONG_NAME.slice(0, 12),
    grid: '很长的地方'.repeat(7),
    role: '社区民警',
  };
  for (const mark of layCard(long, [0, 0], fonts)) {
    if (mark.kind !== 'text') continue;
    const edge = 6 * PT_PER_MM;
    for (const { char, x } of mark.glyphs) {
      expect(x).toBeGreaterThan(edge);
      expect(x + fonts.width(char, mark.weight) * mark.size).toBeLessThan(CARD.width - edge + mark.size / 2);
    }
    expect(mark.baseline).toBeGreaterThan(edge);
    expect(mark.baseline).toBeLessThan(CARD.height - edge);
  }
});

it('puts crop marks 3 mm outside the cards, where each cut runs, and none between them', async () => {
  const [sheet] = contactCards(cards(10), await testFonts());
  const black = (sheet as Sheet).marks.flatMap((mark) =>
    mark.kind === 'shape' && mark.colour.every((part) => part === 0) ? [mark.outline] : [],
  );
  expect(black).toHaveLength(2 * (3 + 6));
  const [left, bottom] = [(A4.width - 2 * CARD.width) / 2, (A4.height - 5 * CARD.height) / 2];
  for (const outline of black) {
    for (const [kind, x = 0, y = 0] of outline) {
      if (kind === 'Z') continue;
      const inside = x > left - 2.9 * PT_PER_MM && x < A4.width - left + 2.9 * PT_PER_MM;
      expect(inside && y > bottom - 2.9 * PT_PER_MM && y < A4.height - bottom + 2.9 * PT_PER_MM).toBe(false);
    }
  }
});

it('prints codes that a phone reads, one a card', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'linli-cards-'));
  try {
    const pdf = join(dir, 'cards.pdf');
    writeFileSync(pdf, await renderContactCards(cards(10), await testFonts(), new Date(0)));
    execFileSync('pdftoppm', ['-r', '203', '-gray', '-singlefile', pdf, join(dir, 'cards')]);
    const read = execFileSync('zbarimg', ['-q', '--raw', join(dir, 'cards.pgm')], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    expect(read.trim().split('\n').sort()).toEqual(cards(10).map(({ code }) => code));
  } finally {
    rmSync(dir, { recursive: true });
  }
});
