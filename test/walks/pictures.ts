/** The pictures of one walk, numbered in the order in which they were taken. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Camera } from './walker.ts';

const PAGE_DPI = '60';
const SLIP_PX = '360';

export class WalkPictures implements Camera {
  /** File names, in order. */
  readonly taken: string[] = [];
  readonly #folder: string;
  readonly #walk: string;

  constructor(folder: string, walk: string) {
    this.#folder = folder;
    this.#walk = walk;
  }

  async screen(step: string, page: Page): Promise<void> {
    await page.screenshot({ path: this.#next(step) });
  }

  page(pdf: string): void {
    const path = this.#next('paper');
    execFileSync('pdftoppm', ['-r', PAGE_DPI, '-png', '-singlefile', pdf, path.replace(/\.png$/u, '')]);
  }

  slip(svg: string): void {
    execFileSync('rsvg-convert', ['-w', SLIP_PX, '-o', this.#next('slip'), svg]);
  }

  #next(step: string): string {
    const name = `${this.#walk}-${this.taken.length + 1}-${step}.png`;
    this.taken.push(name);
    return join(this.#folder, name);
  }
}
