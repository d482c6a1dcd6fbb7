/** Debian's Chromium with real touch events, as a finger makes them. */
import type { Browser, Page } from 'playwright-core';

/** A portrait kiosk panel with a finger. */
export async function openPanel(browser: Browser, url: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1080, height: 1920 }, hasTouch: true });
  const page = await context.newPage();
  await page.goto(url);
  return page;
}

/** Touches the middle of a button found by its accessible name: touchstart, touchend, nothing else. */
export async function touch(page: Page, name: string | RegExp): Promise<void> {
  const box = await page.getByRole('button', { name }).first().boundingBox();
  if (!box) throw new Error(`nothing to touch: ${name}`);
  const cdp = await page.context().newCDPSession(page);
  const point = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await cdp.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [point] });
  await cdp.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await cdp.detach();
}

/** Waits until the screen shows a state and takes touches (a new screen is deaf for a moment); the message of a time-out names the state it shows instead. */
export async function shows(page: Page, state: string, withinMs = 15_000): Promise<void> {
  try {
    await page.locator(`[data-state="${state}"]:not([data-settling])`).waitFor({ timeout: withinMs });
  } catch {
    const now = await page.locator('[data-state]').first().getAttribute('data-state');
    throw new Error(`the screen shows "${now}", not "${state}"`);
  }
}
