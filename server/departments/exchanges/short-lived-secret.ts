/** A secret that lives for minutes: fetched once for all who need it, anew before its end and when it was refused. */

export interface Secret {
  readonly text: string;
  /** Ms since 1970. */
  readonly endsAt: number;
}

/** So long before its end it is fetched anew, or for a tenth of its life if that is shorter. */
const AHEAD_MS = 60_000;

export class ShortLivedSecret {
  readonly #fetch: () => Promise<Secret>;
  readonly #now: () => number;
  #current: (Secret & { readonly renewAt: number }) | undefined;
  #fetching: Promise<string> | undefined;

  constructor(fetch: () => Promise<Secret>, now: () => number) {
    this.#fetch = fetch;
    this.#now = now;
  }

  /** Throws what the fetching throws. */
  get(): Promise<string> {
    const now = this.#now();
    if (this.#current === undefined || now >= this.#current.endsAt) return this.#renewed();
    // Whoever needs it next will hear of a failure; the present one still serves.
    if (now >= this.#current.renewAt) this.#renewed().catch(() => {});
    return Promise.resolve(this.#current.text);
  }

  /** It was refused. Another one that came meanwhile stays. */
  forget(text: string): void {
    if (this.#current?.text === text) this.#current = undefined;
  }

  #renewed(): Promise<string> {
    this.#fetching ??= this.#renew().finally(() => {
      this.#fetching = undefined;
    });
    return this.#fetching;
  }

  async #renew(): Promise<string> {
    const secret = await this.#fetch();
    const ahead = Math.min(AHEAD_MS, (secret.endsAt - this.#now()) / 10);
    this.#current = { ...secret, renewAt: secret.endsAt - ahead };
    return secret.text;
  }
}
