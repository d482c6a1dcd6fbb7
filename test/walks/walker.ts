/** A resident at the machine: lays a card, touches what is written on the glass, takes what comes out. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { shows, touch } from '../journeys/browser.ts';
import type { Community } from '../journeys/community.ts';

/** Takes pictures of what a walk comes by; a walk that is only tested takes none. */
export interface Camera {
  screen(step: string, page: Page): Promise<void>;
  page(pdf: string): void;
  slip(svg: string): void;
}

const PAPER_WITHIN_MS = 30_000;
const READ_WITHIN_MS = 15_000;
const LOOK_EVERY_MS = 50;

export class Walker {
  readonly #community: Community;
  readonly #page: Page;
  readonly #camera: Camera | undefined;

  constructor(community: Community, page: Page, camera?: Camera) {
    this.#community = community;
    this.#page = page;
    this.#camera = camera;
  }

  /** `card`: a file of test/sim/cards. */
  async lay(card: string): Promise<void> {
    await shows(this.#page, 'idle', 60_000);
    await this.atTheDock({ device: 'reader', do: 'lay', card });
    await shows(this.#page, 'home');
  }

  async lift(): Promise<void> {
    await this.atTheDock({ device: 'reader', do: 'lift' });
    await shows(this.#page, 'idle', 90_000);
  }

  /** Touches a button, then waits for a state. */
  async touch(name: RegExp, state: string, withinMs?: number): Promise<void> {
    await this.#press(name);
    await shows(this.#page, state, withinMs);
  }

  /** Touches a button, then waits for another that comes in its place. */
  async touchUntil(name: RegExp, next: RegExp): Promise<void> {
    await this.#press(name);
    await this.#page.getByRole('button', { name: next }).first().waitFor({ timeout: PAPER_WITHIN_MS });
  }

  /** From home to a service among the nine matters, on whichever page it stands. */
  async choose(domain: RegExp, service: RegExp, state: string): Promise<void> {
    await this.touch(domain, 'domain');
    for (let more = true; more && !(await this.isThere(service)); ) {
      more = await this.isThere(/^下一页$/u);
      if (more) await this.touch(/^下一页$/u, 'domain');
    }
    await this.touch(service, state);
  }

  isThere(name: RegExp): Promise<boolean> {
    return this.#page.getByRole('button', { name }).first().isVisible();
  }

  /** All these words come to stand on the screen: what a printer or a department tells may come after the state. */
  async reads(...words: readonly string[]): Promise<void> {
    const wanted = words.map(withoutSpaces);
    const read = async () => withoutSpaces((await this.#page.locator('main').textContent()) ?? '');
    const until = Date.now() + READ_WITHIN_MS;
    let said = await read();
    while (!wanted.every((word) => said.includes(word)) && Date.now() < until) {
      await sleep(LOOK_EVERY_MS);
      said = await read();
    }
    holds(said, wanted);
  }

  async picture(step: string): Promise<void> {
    await this.#camera?.screen(step, this.#page);
  }

  /** What the page printer put out after `act`, as text without spaces. */
  async page(act: () => Promise<void>): Promise<string> {
    const pdf = await this.#newIn('pages', '.pdf', act);
    this.#camera?.page(pdf);
    return withoutSpaces(execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' }));
  }

  /** What the slip printer put out after `act`, as text without spaces. */
  async slip(act: () => Promise<void>): Promise<string> {
    const svg = await this.#newIn('slips', '.svg', act);
    this.#camera?.slip(svg);
    const glyphs = readFileSync(svg, 'utf8').matchAll(/<text[^>]*>([^<]*)</gu);
    return withoutSpaces([...glyphs].map(([, glyph]) => glyph).join(''));
  }

  async atTheDock(command: object): Promise<void> {
    const { status } = await fetch(new URL('/do', this.#community.dock), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(command),
    });
    assert.equal(status, 202);
  }

  async #press(name: RegExp): Promise<void> {
    await this.#page.getByRole('button', { name }).first().waitFor();
    await touch(this.#page, name);
  }

  async #newIn(tray: string, ending: string, act: () => Promise<void>): Promise<string> {
    const folder = join(this.#community.dir, 'far-ends', tray);
    const papers = (): string[] => readdirSync(folder).filter((file) => file.endsWith(ending));
    const before = new Set(papers());
    await act();
    const until = Date.now() + PAPER_WITHIN_MS;
    for (;;) {
      const fresh = papers().find((file) => !before.has(file));
      if (fresh !== undefined && statSync(join(folder, fresh)).size > 0) return join(folder, fresh);
      assert.ok(Date.now() < until, `nothing came out into ${tray}`);
      await sleep(LOOK_EVERY_MS);
    }
  }
}

/** All these words stand in a text; both without spaces. */
export function holds(text: string, words: readonly string[]): void {
  for (const word of words) assert.ok(text.includes(word), `"${word}" is not in: ${text}`);
}

const withoutSpaces = (text: string): string => text.replace(/\s/gu, '');
