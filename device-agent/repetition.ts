/** Work that is done again and again: after a while that the work itself names, or at once when it is woken. */
export class Repetition {
  readonly #work: () => Promise<number>;
  #timer: NodeJS.Timeout | undefined;
  #state: 'resting' | 'working' | 'woken' | 'stopped' = 'resting';

  /** `work` must not throw; it answers how many ms to rest. */
  constructor(work: () => Promise<number>) {
    this.#work = work;
  }

  /** Starts it, or begins the next turn now; while a turn runs, one more follows it. */
  wake(): void {
    if (this.#state === 'stopped') return;
    if (this.#state !== 'resting') {
      this.#state = 'woken';
      return;
    }
    clearTimeout(this.#timer);
    void this.#turn();
  }

  stop(): void {
    this.#state = 'stopped';
    clearTimeout(this.#timer);
  }

  async #turn(): Promise<void> {
    this.#state = 'working';
    const restMs = await this.#work();
    if (this.#isStopped()) return;
    const again = this.#isWoken();
    this.#state = 'resting';
    if (again) this.wake();
    else this.#timer = setTimeout(() => this.wake(), restMs);
  }

  #isStopped(): boolean {
    return this.#state === 'stopped';
  }

  #isWoken(): boolean {
    return this.#state === 'woken';
  }
}
