/** One nonce of the server kept in hand, so that a card's read need not wait for the round trip. */
import type { Nonce } from '#server/contract/kiosks.ts';

/** A nonce that ends sooner than this is not worth sealing: the resident may need a moment. */
const LEAST_LEFT_MS = 10_000;

export class NonceReserve {
  readonly #fetch: () => Promise<Nonce>;
  readonly #now: () => number;
  #held: Promise<Nonce> | undefined;

  constructor(fetch: () => Promise<Nonce>, now: () => number = Date.now) {
    this.#fetch = fetch;
    this.#now = now;
  }

  /** Fetches one ahead where none is held. A failure is kept quiet: `take` asks again and tells. */
  prepare(): void {
    if (this.#held !== undefined) return;
    const held = this.#fetch();
    this.#held = held;
    held.catch(() => {
      if (this.#held === held) this.#held = undefined;
    });
  }

  /** A nonce nobody else gets. Throws as the fetch does. */
  async take(): Promise<string> {
    const held = this.#held;
    this.#held = undefined;
    const ready = await held?.catch(() => undefined);
    if (ready !== undefined && Date.parse(ready.expiresAt) - this.#now() > LEAST_LEFT_MS) return ready.nonce;
    return (await this.#fetch()).nonce;
  }
}
