/** Longer than any pause within a scan, with room for keys that wait unheard on a busy machine. */
const HOLD_MS = 100;

/** A blank on a button that may be the first of a scan: it presses the button a moment later, unless a scan follows. */
export class HeldPress {
  #button: HTMLButtonElement | undefined;
  #deciding: ReturnType<typeof setTimeout> | undefined;

  hold(event: KeyboardEvent): void {
    if (!(event.target instanceof HTMLButtonElement)) return;
    event.preventDefault();
    this.#button = event.target;
    this.#deciding = setTimeout(() => this.now(), HOLD_MS);
  }

  /** No scan follows: it was a person. A button that has left the page meanwhile presses nothing. */
  now(): void {
    const button = this.#button;
    this.forget();
    button?.click();
  }

  forget(): void {
    clearTimeout(this.#deciding);
    this.#button = undefined;
  }
}
