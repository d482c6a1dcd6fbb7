import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { everyScreen } from './every-screen.ts';
import { type Glass, openGlass, PORTRAIT, type Screens, startScreens } from './glass.ts';
import { cardRead } from './machine.ts';

/** A 21.5" panel, a large window, and a laptop that shows a kiosk with the settings of a 23.8" panel. */
const WINDOWS = [
  { ...PORTRAIT, pxPerMm: 4.03, large: false },
  { width: 1920, height: 1080, pxPerMm: null, large: false },
  { width: 1920, height: 1080, pxPerMm: null, large: true },
  { width: 1366, height: 768, pxPerMm: 3.64, large: false },
  { width: 1366, height: 768, pxPerMm: 3.64, large: true },
];
const LEAST_TARGET_MM = 20;
const LEAST_GAP_MM = 4;
/** What must be here before anything shows; what follows at once; all styles. Compressed. */
const MOST_FIRST_BYTES = 35_000;
const MOST_LATER_BYTES = 35_000;
const MOST_STYLE_BYTES = 8000;

let screens: Screens;
beforeAll(async () => {
  screens = await startScreens();
});
afterAll(() => screens.close());

/** What sticks out or lies over something else, what is too small to hit, what is too close to its neighbour. */
function faultsOfLayout(page: Page): Promise<string[]> {
  return page.evaluate(
    ({ leastTarget, leastGap }) => {
      const mm = Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--mm'));
      const found: string[] = [];
      const say = (what: string, element: Element) =>
        found.push(`${what}: ${element.tagName} ${element.textContent?.trim()}`);
      const scope = document.querySelector('dialog') ?? document.body;
      for (const element of scope.querySelectorAll('*:not(svg *)')) {
        const { left, right, top, bottom, width } = element.getBoundingClientRect();
        if (width === 0) continue;
        if (left < -1 || top < -1 || right > innerWidth + 1 || bottom > innerHeight + 1)
          say('outside', element);
        const isCut =
          element.scrollWidth > element.clientWidth + 1 ||
          (element.scrollHeight > element.clientHeight + 2 && !element.matches('p'));
        if (isCut && element.matches('main, section, div, button, dialog, nav, p')) say('overflows', element);
      }
      const overlap = (one: Element, other: Element) => {
        const [a, b] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
        const isSeen = a.width > 0 && b.width > 0;
        return isSeen && a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
      };
      for (const tile of scope.querySelectorAll('.tile')) {
        const drawing = tile.querySelector('.sheet');
        for (const words of tile.querySelectorAll('.badge, strong, .says, .cue'))
          if (drawing && overlap(drawing, words)) say('covered', words);
      }
      for (const beside of scope.querySelectorAll('main > *, .say > *, .do > *'))
        for (const next of beside.parentElement?.children ?? [])
          if (next !== beside && overlap(beside, next)) say('covered', beside);
      const buttons = [...scope.querySelectorAll('button')].map((button) => ({
        button,
        at: button.getBoundingClientRect(),
      }));
      for (const { button, at } of buttons) {
        if (Math.min(at.width, at.height) < leastTarget * mm) say('small', button);
        for (const other of buttons) {
          const dx = Math.max(other.at.left - at.right, at.left - other.at.right);
          const dy = Math.max(other.at.top - at.bottom, at.top - other.at.bottom);
          if (other.button !== button && Math.max(dx, dy) < leastGap * mm - 0.5) say('close', button);
        }
      }
      return found;
    },
    { leastTarget: LEAST_TARGET_MM, leastGap: LEAST_GAP_MM },
  );
}

async function askStill(glass: Glass, idleMs: number): Promise<void> {
  await glass.shows('idle');
  glass.agent.show({ card: cardRead() });
  await glass.shows('home');
  await glass.page.clock.runFor(idleMs);
  await glass.shows('ask-still');
}

for (const { pxPerMm, large, ...viewport } of WINDOWS) {
  const name = `${viewport.width}x${viewport.height}${large ? ' in large letters' : ''}`;
  it(`fits the glass at ${name}: nothing cut off, every button large enough and alone`, async () => {
    const glass = await openGlass(screens, { viewport, pxPerMm });
    await glass.shows('idle');
    if (large) await glass.fingers.tap('大一点');
    const found: Record<string, string[]> = {};
    await everyScreen(glass, async (screen) => {
      const faults = await faultsOfLayout(glass.page);
      if (faults.length > 0) found[screen] = faults;
    });
    await glass.close();
    expect(glass.complaints).toEqual([]);
    expect(found).toEqual({});
  }, 120_000);
}

it('asks whether anybody is there, with letters of any size', async () => {
  const glass = await openGlass(screens, { clock: true });
  await askStill(glass, 61_000);
  expect(await faultsOfLayout(glass.page)).toEqual([]);
  expect((await axe(glass.page)).violations).toEqual([]);
  await glass.page.clock.runFor(500);
  await glass.fingers.tap('我在，接着办');
  await glass.shows('home');
  await glass.page.clock.runFor(500);
  await glass.fingers.tap('大一点');
  await glass.page.clock.runFor(80_000);
  await glass.shows('home');
  await glass.page.clock.runFor(11_000);
  await glass.shows('ask-still');
  expect(await faultsOfLayout(glass.page)).toEqual([]);
  await glass.close();
});

const axe = (page: Page) =>
  new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag2aaa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .options({ resultTypes: ['violations'] })
    .analyze();

it('shows nothing axe objects to, contrast of 7:1 included, in large letters too', async () => {
  const glass = await openGlass(screens);
  const found: Record<string, unknown> = {};
  await glass.shows('idle');
  await glass.fingers.tap('大一点');
  await everyScreen(glass, async (screen) => {
    await glass.page.locator('html:not([data-settling])').waitFor();
    const { violations } = await axe(glass.page);
    if (violations.length > 0)
      found[screen] = violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
    const faults = await faultsOfLayout(glass.page);
    if (faults.length > 0) found[`${screen}, layout`] = faults;
  });
  await glass.close();
  expect(found).toEqual({});
}, 180_000);

it('takes the millimetres of the panel from the settings of the kiosk', async () => {
  const glass = await openGlass(screens);
  glass.agent.pxPerMm = 4.03;
  await glass.page.reload();
  await glass.shows('idle');
  expect(await glass.page.evaluate(() => document.documentElement.style.getPropertyValue('--mm'))).toBe(
    '4.03px',
  );
  expect(await faultsOfLayout(glass.page)).toEqual([]);
  await glass.close();
});

it('stays small enough to start at once', async () => {
  const page = await readFile(join(screens.built, 'index.html'), 'utf8');
  const scripts = [...page.matchAll(/(?:src|href)="(?:\.\/)?(?<file>[^"]+\.js)"/gu)];
  expect(scripts).toHaveLength(1);
  const first = scripts[0]?.groups?.['file'] ?? '';
  const sizes = await compressedSizes();
  expect(sizes.get(first)).toBeLessThan(MOST_FIRST_BYTES);
  const sum = (matches: (file: string) => boolean) =>
    [...sizes].reduce((all, [file, bytes]) => all + (matches(file) ? bytes : 0), 0);
  expect(sum((file) => file.endsWith('.js') && file !== first)).toBeLessThan(MOST_LATER_BYTES);
  expect(sum((file) => file.endsWith('.css'))).toBeLessThan(MOST_STYLE_BYTES);
});

async function compressedSizes(): Promise<Map<string, number>> {
  const files = await readdir(join(screens.built, 'assets'));
  const sizes = files.map(async (file): Promise<[string, number]> => {
    const bytes = await readFile(join(screens.built, 'assets', file));
    return [`assets/${file}`, gzipSync(bytes, { level: 9 }).length];
  });
  return new Map(await Promise.all(sizes));
}

it('shows that a card may be laid before any other file is there', async () => {
  const context = await screens.browser.newContext({ viewport: PORTRAIT });
  const page = await context.newPage();
  await page.route(/LaterScreens|server-|decisions-/u, () => undefined);
  const glass = await openGlass(screens);
  await page.goto(glass.url);
  await page.locator('html[data-state="idle"]').waitFor();
  expect(await page.getByRole('heading').textContent()).toContain('身份证');
  await context.close();
  await glass.close();
});
