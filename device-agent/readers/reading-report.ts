import type { Reading } from '../contract/messages.ts';
import type { ReaderFault } from './reader-fault.ts';

type Step = 'find' | 'select' | 'read' | 'address';

/** How long each step of one reading took and how it ended: what people diagnose a reader by. Nothing of the card. */
export class ReadingReport {
  readonly #now: () => number;
  readonly #took: Record<Step, number | null> = { find: null, select: null, read: null, address: null };

  /** `now` in milliseconds. */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** A step that fails took its time all the same. */
  async timed<T>(step: Step, work: () => Promise<T>): Promise<T> {
    const from = this.#now();
    try {
      return await work();
    } finally {
      this.#took[step] = Math.round(this.#now() - from);
    }
  }

  ended(fault?: ReaderFault): Reading {
    const { find, select, read, address } = this.#took;
    return {
      outcome: fault?.code ?? 'read',
      said: fault?.said ?? null,
      findMs: find,
      selectMs: select,
      readMs: read,
      addressMs: address,
    };
  }
}
