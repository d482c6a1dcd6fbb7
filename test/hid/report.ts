import type { GuestMessage } from './bench-line.ts';

/** What became of each expected test, told as it comes in. */
export class Report {
  readonly #expected: ReadonlySet<string>;
  readonly #say: (line: string) => void;
  readonly #passed = new Set<string>();
  readonly #failed = new Set<string>();
  #running = '';
  #isOver = false;

  constructor(expected: readonly string[], say: (line: string) => void) {
    this.#expected = new Set(expected);
    this.#say = say;
  }

  /** True once the guest has said that it came to the end of its list. */
  get isOver(): boolean {
    return this.#isOver;
  }

  take(message: Exclude<GuestMessage, { event: 'wish' }>): void {
    switch (message.event) {
      case 'begun':
        this.#running = message.test;
        return;
      case 'passed': {
        const { test, ms, note } = message;
        this.#passed.add(test);
        this.#say(` ✓ ${test} (${Math.round(ms)} ms)${note === undefined ? '' : `: ${note}`}`);
        return;
      }
      case 'failed':
        this.#fail(message.test, message.because);
        return;
      case 'over':
        this.#isOver = true;
        return;
      default:
        message satisfies never;
    }
  }

  /** Ends the report; true when every expected test has passed, no other was heard of, and nothing stopped the guest. */
  close(): boolean {
    for (const test of this.#expected) {
      if (this.#passed.has(test) || this.#failed.has(test)) continue;
      this.#fail(test, test === this.#running ? 'the guest ended in the middle of it' : 'never reported');
    }
    for (const test of this.#passed)
      if (!this.#expected.has(test)) this.#fail(test, 'not in the list of tests');
    const passed = [...this.#passed].filter((test) => !this.#failed.has(test)).length;
    this.#say(`hid: ${passed} passed, ${this.#failed.size} failed`);
    return this.#failed.size === 0 && passed === this.#expected.size && this.#isOver;
  }

  #fail(test: string, because: string): void {
    this.#failed.add(test);
    this.#say(` ✗ ${test}\n     ${because.replaceAll('\n', '\n     ')}`);
  }
}
