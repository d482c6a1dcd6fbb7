import { mkdtempSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import express, { type Response } from 'express';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { openBrowser } from '../chromium.ts';
import { KIOSK } from './kiosks.ts';

/** As strict as the server that serves the page. */
const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; require-trusted-types-for 'script'";
const MINUTE_MS = 60_000;

let kiosks: object[];
let isAway: boolean;
let server: Server;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  const outDir = mkdtempSync(join(tmpdir(), 'console-'));
  const root = fileURLToPath(new URL('../../server/console', import.meta.url));
  await build({
    configFile: false,
    logLevel: 'error',
    root,
    base: './',
    build: { outDir, assetsInlineLimit: 0 },
  });
  const app = express();
  app.get('/api/fleet', (_req, res) => (isAway ? void res.sendStatus(503) : void res.json({ kiosks })));
  const setHeaders = (res: Response) => void res.set('Content-Security-Policy', CSP);
  app.use('/console', express.static(outDir, { setHeaders }));
  server = app.listen(0, '127.0.0.1');
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  server.close().closeAllConnections();
});
beforeEach(async () => {
  await page?.close();
  isAway = false;
  kiosks = [seenBefore(0)];
  page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
});

function seenBefore(ms: number, change: object = {}): object {
  return { ...KIOSK, lastSeenAt: new Date(Date.now() - ms).toISOString(), ...change };
}

async function open(): Promise<void> {
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/console/`);
  await page.getByRole('row').nth(1).waitFor();
}

it('says how many kiosks are well, and how each is', async () => {
  kiosks = [seenBefore(0), seenBefore(20 * MINUTE_MS, { id: 'hongqi-02', name: '红旗 02' })];
  await open();
  expect(await page.locator('#sum').textContent()).toBe(
    '1 台好的，0 台要去看看，1 台断了。今天出了 56 张纸。',
  );
  await page
    .getByRole('row', { name: /红旗 02/ })
    .getByText(/起没有消息，20 分钟了/)
    .waitFor();
});

it('names the next step for what is wrong', async () => {
  const printers = { page: { state: 'degraded', conditions: ['jam'] }, slip: null };
  kiosks = [seenBefore(0, { printers, uncertainCopies: 1 })];
  await open();
  const todo = page.getByRole('region', { name: '要做的事' });
  await todo.getByText('打开盖子，顺着出纸的方向慢慢抽出卡住的纸').waitFor();
  await todo.getByText(/请本人再刷卡补打/).waitFor();
});

it('shows a paper that nobody took, and what is left of paper and toner', async () => {
  const supplies = [{ kind: 'toner', name: 'Black', percent: 8 }];
  const printer = { state: 'ready', conditions: ['paper_waiting'], supplies };
  kiosks = [seenBefore(0, { printers: { page: printer, slip: null } })];
  await open();
  await page.getByRole('row').nth(1).getByText('墨粉只剩 8%').waitFor();
  await page.getByRole('region', { name: '要做的事' }).getByText('A4 打印机有纸没拿走').waitFor();
});

it('tells from afar how the last card was read, and where the scanner is', async () => {
  const lastReading = {
    outcome: 'card_removed_in_read',
    said: '41',
    findMs: 21,
    selectMs: 84,
    readMs: 410,
    addressMs: null,
  };
  const reader = { state: 'ready', conditions: [], lastReading };
  kiosks = [seenBefore(0, { reader, scanner: { state: 'ready' } })];
  await open();
  const row = page.getByRole('row').nth(1);
  await row.getByText(/读到一半卡被拿走.*（找卡 21、选卡 84、读卡 410 毫秒，读卡器答 41）/u).waitFor();
  await row.getByText('扫码器好的').waitFor();
  await page.getByText('现在没有要做的事。').waitFor();
});

it('follows what changes without being loaded again', async () => {
  await open();
  await page.getByText('现在没有要做的事。').waitFor();
  kiosks = [seenBefore(0, { reader: { state: 'lost', conditions: ['reader_absent'] } })];
  await page.getByText('看读卡器的线插好没有').first().waitFor();
});

it('keeps the last picture, with its hour, while the server is away', async () => {
  await open();
  isAway = true;
  await page.getByText(/服务器没有回答，下面是 \d\d:\d\d 的情况/).waitFor();
  await page.getByRole('row', { name: /红旗社区 01/ }).waitFor();
});

it('reads a name as text, whatever stands in it', async () => {
  kiosks = [seenBefore(0, { name: '<img src=x onerror=alert(1)>' })];
  await open();
  await page.getByText('<img src=x onerror=alert(1)>').waitFor();
});

it('says that it shows no personal data', async () => {
  await open();
  await page.getByText('不显示任何居民的信息').waitFor();
});
