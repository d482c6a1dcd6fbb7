/** So many tries in so long a time, by name of what is tried. In memory: each server counts for itself. */
export interface AllowanceLimits {
  readonly tries: number;
  readonly windowMs: number;
}

export class Allowance {
  readonly #limits: AllowanceLimits;
  /** In the order in which they end, as all windows are equally long. */
  readonly #counts = new Map<string, { readonly count: number; readonly until: number }>();

  constructor(limits: AllowanceLimits) {
    this.#limits = limits;
  }

  /** Counts one try; false when it is one too many. `now`: ms since 1970. */
  take(name: string, now: number): boolean {
    this.#forget(now);
    const { count, until } = this.#counts.get(name) ?? { count: 0, until: now + this.#limits.windowMs };
    this.#counts.set(name, { count: count + 1, until });
    return count < this.#limits.tries;
  }

  #forget(now: number): void {
    for (const [name, { until }] of this.#counts) {
      if (until > now) return;
      this.#counts.delete(name);
    }
  }
}
