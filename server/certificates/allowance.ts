/** So many tries in so long a time, by name of whoever tries. In memory: each server counts for itself. */
export interface AllowanceLimits {
  readonly tries: number;
  readonly windowMs: number;
}

/** Beyond this many names all counts start again, rather than fill the memory. */
const MAX_NAMES = 10_000;

export class Allowance {
  readonly #limits: AllowanceLimits;
  readonly #counts = new Map<string, { count: number; until: number }>();

  constructor(limits: AllowanceLimits) {
    this.#limits = limits;
  }

  /** Counts one try; false when it is one too many. `now`: ms since 1970. */
  take(name: string, now: number): boolean {
    if (this.#counts.size >= MAX_NAMES) this.#counts.clear();
    const known = this.#counts.get(name);
    const current =
      known !== undefined && known.until > now ? known : { count: 0, until: now + this.#limits.windowMs };
    this.#counts.set(name, { ...current, count: current.count + 1 });
    return current.count < this.#limits.tries;
  }
}
