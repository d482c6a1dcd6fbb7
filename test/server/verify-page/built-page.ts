/** The verification page as it is shipped, behind the real server, in a phone-sized Chromium. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { build } from 'vite';
import type { Route } from '../../../server/routes/route.ts';
import { openBrowser } from '../../chromium.ts';
import { type Serving, serve } from '../serving.ts';
import { NOON } from '../visits/service-point.ts';

const CONFIG = new URL('../../../server/vite.config.ts', import.meta.url).pathname;
const PHONE = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  hasTouch: true,
  locale: 'zh-CN',
};

export interface BuiltPage {
  readonly serving: Serving;
  /** A phone that was never here before. */
  phone(): Promise<BrowserContext>;
  close(): Promise<void>;
}

export async function openBuiltPage(routes: readonly Route[]): Promise<BuiltPage> {
  const outDir = await mkdtemp(join(tmpdir(), 'linli-pages-'));
  await build({ configFile: CONFIG, logLevel: 'error', build: { outDir } });
  const pages = { '/C': join(outDir, 'verify-page'), '/assets': join(outDir, 'assets') };
  const serving = await serve(routes, pages);
  const browser = await openBrowser();
  return {
    serving,
    phone: async () => {
      const context = await browser.newContext(PHONE);
      await context.clock.setFixedTime(NOON);
      return context;
    },
    close: async () => {
      await browser.close();
      await serving.close();
      await rm(outDir, { recursive: true });
    },
  };
}

/** Opens the page as a scanned code does, and waits until it says something. */
export async function scan(context: BrowserContext, url: string, digits: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${url}/C#${digits}`);
  await page.locator('body:not([data-state="loading"])').waitFor();
  return page;
}

export const stateOf = (page: Page): Promise<string | null> =>
  page.locator('body').getAttribute('data-state');
