/** What a printer at the far end did, in a file that outlives every agent: one line an event. */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

type Trace = { readonly at: 'created' | 'paper'; readonly name: string };

export class PaperLog {
  readonly #file: string;

  constructor(dir: string) {
    this.#file = join(dir, 'papers.jsonl');
  }

  add(trace: Trace): void {
    appendFileSync(this.#file, `${JSON.stringify(trace)}\n`);
  }

  papersOf(name: string): number {
    return this.#traces().filter((trace) => trace.at === 'paper' && trace.name === name).length;
  }

  get papers(): string[] {
    return this.#traces().flatMap(({ at, name }) => (at === 'paper' ? [name] : []));
  }

  #traces(): Trace[] {
    if (!existsSync(this.#file)) return [];
    return readFileSync(this.#file, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line));
  }
}
