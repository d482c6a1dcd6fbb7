/** The guest's end of the line to the host: what became of the tests, and wishes that only the host can grant. */
import { createInterface } from 'node:readline';
import { parse } from 'valibot';
import { type GuestMessage, hostMessage, type Wish } from '../bench-line.ts';

class Bench {
  readonly #waiting = new Map<number, PromiseWithResolvers<void>>();
  #wishes = 0;

  constructor() {
    createInterface({ input: process.stdin, terminal: false }).on('line', (line) => {
      const { id, refused } = parse(hostMessage, JSON.parse(line));
      const wish = this.#waiting.get(id);
      if (refused === undefined) wish?.resolve();
      else wish?.reject(new Error(`the host could not: ${refused}`));
    });
  }

  tell(message: GuestMessage): void {
    process.stdout.write(`${JSON.stringify(message)}\n`);
  }

  /** Resolves when the host has done it. */
  async wish(wish: Wish): Promise<void> {
    const id = ++this.#wishes;
    const granted = Promise.withResolvers<void>();
    this.#waiting.set(id, granted);
    this.tell({ event: 'wish', id, wish });
    await granted.promise;
  }
}

export const bench = new Bench();
