import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PDFDocument, rgb } from 'pdf-lib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { openBrowser } from '../chromium.ts';
import { type Dock, runDock } from '../sim/dock/run.ts';

const standIn = fileURLToPath(new URL('stand-in.ts', import.meta.url));
const SLIP =
  '<svg xmlns="http://www.w3.org/2000/svg" width="576" height="200"><rect width="90" height="90"/></svg>';

let dir: string;
let dock: Dock;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'dock-'));
  for (const folder of ['cards', 'pages', 'slips']) mkdirSync(join(dir, folder));
  writeFileSync(join(dir, 'cards', 'wang.json'), '{"label":"王样例 · 住满六个月"}');
  writeFileSync(join(dir, 'slips', '1.svg'), SLIP);
  writeFileSync(join(dir, 'pages', '1.pdf'), await blackSquareInTheMiddle());
  dock = await runDock({
    dir,
    port: 0,
    screen: 'http://127.0.0.1:9/',
    cards: join(dir, 'cards'),
    programs: { reader: standIn, scanner: standIn, page: standIn, slip: standIn },
  });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await dock.close();
});
beforeEach(async () => {
  await page?.close();
  page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(dock.url);
});

async function blackSquareInTheMiddle(): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  pdf.addPage([210, 297]).drawRectangle({ x: 55, y: 98, width: 100, height: 100, color: rgb(0, 0, 0) });
  return pdf.save();
}

const reader = () => page.getByRole('region', { name: '读卡器' });
const printer = () => page.getByRole('region', { name: /^打印机/ });

it('lays a card by a click and lifts it by another', async () => {
  const card = reader().getByRole('button', { name: /王样例/ });
  await card.click();
  await reader().getByText('放着：王样例').waitFor();
  expect(await card.getAttribute('aria-pressed')).toBe('true');
  await card.click();
  await reader().getByText('空着').waitFor();
});

it('lays a card that is dragged onto the plate', async () => {
  await reader()
    .getByRole('button', { name: /王样例/ })
    .dragTo(page.locator('#plate'));
  await reader().getByText('放着：王样例').waitFor();
  await page.locator('#plate').click();
  await reader().getByText('空着').waitFor();
});

it('lays a card by the keyboard alone', async () => {
  await reader()
    .getByRole('button', { name: /王样例/ })
    .focus();
  await page.keyboard.press('Enter');
  await reader().getByText('放着：王样例').waitFor();
  await page.keyboard.press('Space');
  await reader().getByText('空着').waitFor();
});

it('turns a switch into its remedy while the trouble lasts', async () => {
  await printer().getByRole('button', { name: '拿走纸' }).click();
  await printer().getByText('没纸了').waitFor();
  await printer().getByRole('button', { name: '放一包纸' }).click();
  await printer().getByText('好的').waitFor();
});

it('draws a PDF that came out', async () => {
  await page.locator('#papers canvas[data-drawn]').waitFor();
  const [middle, corner] = await page.evaluate<number[]>(`(() => {
    const { width, height } = document.querySelector('canvas');
    const pen = document.querySelector('canvas').getContext('2d');
    return [[width / 2, height / 2], [5, 5]].map(([x, y]) => pen.getImageData(x, y, 1, 1).data[0]);
  })()`);
  expect({ middle, corner }).toEqual({ middle: 0, corner: 255 });
});

it('shows a slip as the picture it is, and larger on a click', async () => {
  await page.getByRole('img', { name: /^小票/ }).waitFor();
  await expect.poll(() => page.evaluate(`document.querySelector('#papers img').naturalWidth`)).toBe(576);
  await page.getByRole('button', { name: /^放大小票/ }).click();
  const enlarged = page.getByRole('dialog');
  await enlarged.getByRole('img').waitFor();
  await enlarged.getByRole('button', { name: '收起' }).click();
  await enlarged.waitFor({ state: 'hidden' });
});

it('says beside a page that no code could be read off it', async () => {
  const shown = page.locator('#papers li').filter({ has: page.locator('canvas') });
  await shown.getByRole('button', { name: '把这张纸的码给机器看' }).click();
  await shown.getByText('没读出码').waitFor();
});

it('puts the newest paper on top and says that it came', async () => {
  writeFileSync(join(dir, 'pages', '2.pdf'), await blackSquareInTheMiddle());
  await printer().getByRole('button', { name: '卡住纸' }).click();
  await printer().getByRole('button', { name: '取出卡纸' }).click();
  await page.getByText('出来了一张A4 纸').waitFor();
  await expect.poll(() => page.locator('#papers li').count()).toBe(3);
  expect(await page.locator('#papers li a').first().getAttribute('href')).toBe('/papers/page/2.pdf');
});

it('says that a far end has died, and brings it back', async () => {
  await printer().getByRole('button', { name: '断电重开' }).click();
  await printer().getByText('那头的程序停了').waitFor();
  await printer().getByText('好的').waitFor();
});

it('names the screen it belongs to', async () => {
  const link = page.getByRole('link', { name: '打开屏幕' });
  expect(await link.getAttribute('href')).toBe('http://127.0.0.1:9/');
});
