/** The glass of a kiosk: the built screen in a real Chromium, fingers by the DevTools protocol, both far ends simulated. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { openBrowser } from '../chromium.ts';
import { FakeAgent } from './fake-agent.ts';
import { FakeServer } from './fake-server.ts';

const VITE = fileURLToPath(new URL('../../node_modules/vite/bin/vite.js', import.meta.url));
const CONFIG = fileURLToPath(new URL('../../kiosk-ui/vite.config.ts', import.meta.url));
export const PORTRAIT = { width: 1080, height: 1920 };

export interface Screens {
  readonly browser: Browser;
  readonly built: string;
  close(): Promise<void>;
}

/** Builds the screen once and starts one browser; each test opens its own glass. */
export async function startScreens(): Promise<Screens> {
  const built = await mkdtemp(join(tmpdir(), 'linli-screen-'));
  const args = [VITE, 'build', '--config', CONFIG, '--outDir', built, '--logLevel', 'error'];
  await promisify(execFile)(process.execPath, args, { env: { ...process.env, NODE_ENV: 'production' } });
  const browser = await openBrowser();
  const close = async () => {
    await browser.close();
    await rm(built, { recursive: true, force: true });
  };
  return { browser, built, close };
}

export interface Glass {
  readonly page: Page;
  readonly agent: FakeAgent;
  readonly server: FakeServer;
  readonly fingers: Fingers;
  /** What went wrong in the page: errors, and whatever the content security policy forbade. */
  readonly complaints: string[];
  readonly url: string;
  /** Waits until the screen shows this state. */
  shows(at: string): Promise<void>;
  close(): Promise<void>;
}

export async function openGlass(
  { browser, built }: Screens,
  { viewport = PORTRAIT, clock = false, pxPerMm = null as number | null } = {},
): Promise<Glass> {
  const server = new FakeServer();
  const agent = new FakeAgent(built, await server.listen());
  agent.pxPerMm = pxPerMm;
  const url = await agent.listen();
  const context = await browser.newContext({ viewport, hasTouch: true, reducedMotion: 'reduce' });
  const page = await context.newPage();
  if (clock) await page.clock.install();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (line) => {
    if (line.type() === 'error' && !line.text().startsWith('Failed to load resource'))
      complaints.push(line.text());
  });
  await page.goto(url);
  const fingers = new Fingers(page, await context.newCDPSession(page));
  const shows = (at: string) => page.locator(`html[data-state="${at}"]`).waitFor({ timeout: 8000 });
  const close = async () => {
    await context.close();
    await agent.close();
    await server.close();
  };
  return { page, agent, server, fingers, complaints, url, shows, close };
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Real touches. `locator.tap()` is kinder than an old hand. */
class Fingers {
  readonly #page: Page;
  readonly #cdp: CDPSession;
  readonly #down = new Map<number, Point>();

  constructor(page: Page, cdp: CDPSession) {
    this.#page = page;
    this.#cdp = cdp;
  }

  async tap(name: string | RegExp): Promise<void> {
    const at = await this.middleOf(name);
    await this.down(1, at);
    await this.up(1);
  }

  /** Middle of a button that can be pressed. */
  async middleOf(name: string | RegExp): Promise<Point> {
    await this.#page.locator('html:not([data-settling])').waitFor();
    const box = await this.#page.getByRole('button', { name }).first().boundingBox();
    if (box === null) throw new Error(`no button ${String(name)}`);
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }

  async down(finger: number, at: Point): Promise<void> {
    this.#down.set(finger, at);
    await this.#send('touchStart');
  }

  async move(finger: number, to: Point): Promise<void> {
    this.#down.set(finger, to);
    await this.#send('touchMove');
  }

  /** Chromium lifts the points that a touchEnd names; one without points lifts the last. */
  async up(finger: number): Promise<void> {
    const lifted = new Map([...this.#down].filter(([id]) => id === finger));
    this.#down.delete(finger);
    await this.#send('touchEnd', this.#down.size > 0 ? lifted : new Map());
  }

  async #send(type: 'touchStart' | 'touchMove' | 'touchEnd', points = this.#down): Promise<void> {
    const touchPoints = [...points].map(([id, { x, y }]) => ({ id, x, y }));
    await this.#cdp.send('Input.dispatchTouchEvent', { type, touchPoints });
  }
}
