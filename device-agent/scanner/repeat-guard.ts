/** A scanner that works without a trigger reads a code again and again for as long as it is held in front of it. */
export class RepeatGuard {
  readonly #withinMs: number;
  #last: string | undefined;
  #gone: NodeJS.Timeout | undefined;

  /** A code that was not seen for so long and comes again was shown again. */
  constructor(withinMs = 1500) {
    this.#withinMs = withinMs;
  }

  /** Whether this is the same presentation of the code seen last. Of a code nothing stays once it is gone. */
  isRepeat(code: string): boolean {
    const isRepeat = code === this.#last;
    this.#last = code;
    clearTimeout(this.#gone);
    this.#gone = setTimeout(() => this.forget(), this.#withinMs).unref();
    return isRepeat;
  }

  forget(): void {
    clearTimeout(this.#gone);
    this.#last = undefined;
  }
}
