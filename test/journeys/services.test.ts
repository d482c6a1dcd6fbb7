/** The walks of docs/walks, through the whole community, without pictures. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser } from '../chromium.ts';
import { ANSWER_WALKS } from '../walks/answers.ts';
import { PAPER_WALKS } from '../walks/papers.ts';
import { Walker } from '../walks/walker.ts';
import { openPanel } from './browser.ts';
import { type Community, startCommunity } from './community.ts';

const DEADLINE_MS = 150_000;

let community: Community;
let browser: Browser;
let panel: Page;
beforeAll(async () => {
  community = await startCommunity();
  browser = await openBrowser();
  panel = await openPanel(browser, community.kiosk);
}, DEADLINE_MS);
afterAll(async () => {
  await browser?.close();
  await community?.stop();
}, DEADLINE_MS);

it.each([...PAPER_WALKS, ...ANSWER_WALKS])('walks: $title', { timeout: DEADLINE_MS }, async ({ go }) => {
  const walker = new Walker(community, panel);
  try {
    await go(walker);
  } finally {
    await walker.lift(); // whatever became of this walk, the next one finds an empty plate
  }
});

it('has told no log whom it served', () => {
  for (const fact of ['王样例', '610202195403120024', '样例路12号', '郭测试', '610202197806235319']) {
    expect(community.said()).not.toContain(fact);
  }
});
