/** Work under one name is done one at a time: whoever comes second begins when the first is done, however that went. */
export class Turns {
  readonly #last = new Map<string, Promise<void>>();

  /** Throws what `work` throws. */
  async take<T>(name: string, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(name);
    const done = Promise.withResolvers<void>();
    this.#last.set(name, done.promise);
    await before;
    try {
      return await work();
    } finally {
      done.resolve();
      if (this.#last.get(name) === done.promise) this.#last.delete(name);
    }
  }
}
