/** How long a device has left questions without an answer. */
export class Silence {
  #since: number | undefined;

  /** A question went unanswered; the first one counts. */
  begin(): void {
    this.#since ??= performance.now();
  }

  end(): void {
    this.#since = undefined;
  }

  /** 0 while the device answers. */
  get ms(): number {
    return this.#since === undefined ? 0 : performance.now() - this.#since;
  }
}
