import type { Condition, PrintEvent } from './contract.ts';

/** What keeps a job inside its printer from coming out; told when it changes. */
export class Blockage {
  #by: readonly Condition[] = [];

  get stands(): boolean {
    return this.#by.length > 0;
  }

  /** `by` as it is now, blocking conditions only: no event while it is as it was. */
  *become(by: readonly Condition[]): Generator<PrintEvent> {
    if (this.#by.join() === by.join()) return;
    this.#by = by;
    yield this.stands ? { type: 'blocked', conditions: by } : { type: 'resumed' };
  }
}
