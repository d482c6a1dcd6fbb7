/** The page printer at the far end of a struck wire. Its time is the number of times it is asked about a job. */

import { PagePrinter } from '#sim/printers/page-printer.ts';
import type { PageDialect } from '#sim/printers/page-printer-dialect.ts';
import { type Strike, StruckWire } from './wire.ts';

const GET_JOB_ATTRIBUTES = 0x0009;

export class PageFarEnd extends PagePrinter {
  readonly wire: StruckWire;
  readonly #pacer: Pacer;

  constructor(dialect: Partial<PageDialect>, strike: Strike) {
    const pacer = new Pacer();
    super({ dialect, pace: () => pacer.page() });
    this.#pacer = pacer;
    this.wire = new StruckWire((line) => this.accept(line), strike);
    this.onRequest = ({ operation }) => {
      if (operation === GET_JOB_ATTRIBUTES) pacer.goOn();
    };
  }

  /** All that it still holds comes out, as far as nothing is wrong. */
  finish(): void {
    this.#pacer.hurry();
  }
}

/** Lets one page out at a time. */
class Pacer {
  #goOn: (() => void) | undefined;
  #hurries = false;

  page(): Promise<void> {
    if (this.#hurries) return Promise.resolve();
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#goOn = resolve;
    return promise;
  }

  goOn(): void {
    this.#goOn?.();
    this.#goOn = undefined;
  }

  hurry(): void {
    this.#hurries = true;
    this.goOn();
  }
}
