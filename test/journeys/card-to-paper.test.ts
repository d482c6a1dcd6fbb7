/** The whole story, as `npm start` makes it: a card, two touches, a paper that proves itself, a slip. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser } from '../chromium.ts';
import { openPanel, shows, touch } from './browser.ts';
import { type Community, startCommunity } from './community.ts';

const DEADLINE_MS = 120_000;
/** Who lies on the plate: nothing of this may be found in any log. */
const PERSON = ['王样例', '610202195403120024', '样例路12号'];

let community: Community;
let browser: Browser;
let screen: Page;

beforeAll(async () => {
  community = await startCommunity();
  browser = await openBrowser();
  screen = await openPanel(browser, community.kiosk);
}, DEADLINE_MS);

afterAll(async () => {
  await browser?.close();
  await community?.stop();
}, DEADLINE_MS);

it('turns a card and two touches into a certificate that verifies, and a slip', {
  timeout: DEADLINE_MS,
}, async () => {
  await shows(screen, 'idle');
  await atTheDock({ device: 'reader', do: 'lay', card: 'wang-yangli.json' });
  await shows(screen, 'home');
  await touch(screen, /居住证明/u);
  await shows(screen, 'confirm');
  await touch(screen, '打印');
  await shows(screen, 'take', 30_000);

  const pdf = await paperIn('pages', '.pdf');
  expect(textOf(pdf)).toContain('王样例');
  const code = codeOn(pdf);
  expect(code).toMatch(/^HTTP:\/\/127\.0\.0\.1:\d+\/C#\d+$/u);
  expect(await verdictOn(code)).toBe('valid');
  expect(readFileSync(await paperIn('slips', '.svg'), 'utf8')).toContain('<svg');

  await atTheDock({ device: 'reader', do: 'lift' });
  await shows(screen, 'idle', 60_000);
  expect(await screen.content()).not.toContain('王');
  for (const fact of PERSON) expect(community.said()).not.toContain(fact);
});

it('tells a resident of four months when to come back, and prints nothing', {
  timeout: DEADLINE_MS,
}, async () => {
  const papers = readdirSync(farEnd('pages')).length;
  await atTheDock({ device: 'reader', do: 'lay', card: 'li-ceshi.json' });
  await shows(screen, 'home');
  await touch(screen, /^公安/u);
  await shows(screen, 'domain');
  await touch(screen, /居住证明/u);
  await shows(screen, 'no');
  expect(await screen.locator('main').textContent()).toMatch(/以后再来/u);
  await atTheDock({ device: 'reader', do: 'lift' });
  await shows(screen, 'idle', 60_000);
  expect(readdirSync(farEnd('pages')).length).toBe(papers);
});

it.each([
  ['a permit for Hong Kong residents', 'he-yangben.json', '何样本'],
  ["a foreigner's card of 2017", 'zhengjian-yangben.json', '证件样本'],
  ["a foreigner's card of 2023 without a Chinese name", 'ceshi-yingwen.json', 'CESHI YANGBEN, WENHUA'],
])('prints for the holder of %s', { timeout: DEADLINE_MS }, async (_, card, name) => {
  const before = new Set(readdirSync(farEnd('pages')));
  await atTheDock({ device: 'reader', do: 'lay', card });
  await shows(screen, 'home');
  await touch(screen, /居住证明/u);
  await shows(screen, 'confirm');
  await touch(screen, '打印');
  await shows(screen, 'take', 30_000);
  const [page = ''] = readdirSync(farEnd('pages')).filter(
    (file) => file.endsWith('.pdf') && !before.has(file),
  );
  expect(textOf(join(farEnd('pages'), page))).toContain(name);
  await atTheDock({ device: 'reader', do: 'lift' });
  await shows(screen, 'idle', 60_000);
});

it('ends with Ctrl-C, every process of it, and gives the ports back', { timeout: DEADLINE_MS }, async () => {
  const { kiosk, console: consoleUrl, dock } = community;
  expect(await community.stop()).toBe(0);
  for (const url of [kiosk, consoleUrl, dock]) await expect(fetch(url)).rejects.toThrow();
});

async function atTheDock(command: object): Promise<void> {
  const { status } = await fetch(new URL('/do', community.dock), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(command),
  });
  expect(status).toBe(202);
}

const farEnd = (tray: string) => join(community.dir, 'far-ends', tray);

async function paperIn(tray: string, ending: string): Promise<string> {
  const found = () =>
    existsSync(farEnd(tray)) && readdirSync(farEnd(tray)).find((name) => name.endsWith(ending));
  await expect.poll(found, { timeout: 20_000 }).toBeTruthy();
  return join(farEnd(tray), found() || '');
}

const textOf = (pdf: string) => execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' });

/** What an independent decoder reads from the page as a 203 dpi printer would put it on paper. */
function codeOn(pdf: string): string {
  const page = pdf.replace(/\.pdf$/u, '');
  execFileSync('pdftoppm', ['-r', '203', '-png', '-singlefile', pdf, page]);
  return execFileSync('zbarimg', ['--quiet', '--raw', '-Sdisable', '-Sqrcode.enable', `${page}.png`], {
    encoding: 'utf8',
  }).trim();
}

async function verdictOn(code: string): Promise<string | null> {
  const phone = await browser.newPage({ viewport: { width: 390, height: 844 } });
  await phone.goto(code.replace('HTTP://', 'http://'));
  const said = phone.locator('body[data-state]:not([data-state="loading"])');
  await said.waitFor({ timeout: 10_000 });
  const verdict = await said.getAttribute('data-state');
  await phone.close();
  return verdict;
}
