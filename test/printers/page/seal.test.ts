import { expect, it } from 'vitest';
import { SEAL_RADIUS, seal } from '#printers/page/seal.ts';
import type { EngravedMark, Matrix } from '#printers/page/sheet.ts';
import { testFonts } from './sample.ts';

const ISSUERS = [
  '样例社区',
  '红旗社区居民委员会',
  '样例街道红旗社区居民委员会',
  '样例市测试区样例街道红旗社区居民委员会会',
];

async function engraved(issuer: string): Promise<EngravedMark['glyphs']> {
  const marks = seal({ issuer, use: '自助服务专用章' }, [0, 0], await testFonts());
  return marks.flatMap((mark) => (mark.kind === 'engraved' ? mark.glyphs : []));
}

/** Corners of the character's body (the em box without its outer tenth), from the seal's centre. */
function corners([a, b, c, d, e, f]: Matrix): [number, number][] {
  return [
    [0.08, -0.06],
    [0.92, -0.06],
    [0.08, 0.82],
    [0.92, 0.82],
  ].map(([x = 0, y = 0]) => [a * x + c * y + e, b * x + d * y + f]);
}

it.each(ISSUERS)('keeps every character of %s between star and ring', async (issuer) => {
  for (const { matrix } of await engraved(issuer)) {
    for (const [x, y] of corners(matrix)) {
      expect(Math.hypot(x, y)).toBeLessThan(SEAL_RADIUS - 4.5);
      expect(Math.hypot(x, y)).toBeGreaterThan(21);
    }
  }
});

it.each(ISSUERS)('sets %s symmetrically, in order, without overlap', async (issuer) => {
  const glyphs = (await engraved(issuer)).slice(0, Array.from(issuer).length);
  expect(glyphs.map(({ char }) => char).join('')).toBe(issuer);
  const middles = glyphs.map(
    ({ matrix: [a, b, c, d, e, f] }) => [a / 2 + 0.38 * c + e, b / 2 + 0.38 * d + f] as const,
  );
  const [first, last] = [middles[0], middles.at(-1)];
  expect(first?.[0]).toBeCloseTo(-(last?.[0] ?? Number.NaN), 5);
  expect(first?.[1]).toBeCloseTo(last?.[1] ?? Number.NaN, 5);
  const width = Math.hypot(glyphs[0]?.matrix[0] ?? 0, glyphs[0]?.matrix[1] ?? 0);
  for (const [index, [x, y]] of middles.entries()) {
    const next = middles[index + 1];
    if (next !== undefined) expect(Math.hypot(next[0] - x, next[1] - y)).toBeGreaterThan(width);
  }
});

it('draws ring and star, then the characters, in one opaque red', async () => {
  const marks = seal({ issuer: '样例社区', use: '专用章' }, [100, 200], await testFonts());
  expect(marks.map(({ kind }) => kind)).toEqual(['shape', 'engraved']);
  const colours = marks.map((mark) => ('colour' in mark ? mark.colour : undefined));
  expect(colours[0]).toEqual(colours[1]);
});
