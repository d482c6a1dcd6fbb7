/** How a printer is, asked again and again: seldom at rest, often while it prints. */
import { isDeepStrictEqual } from 'node:util';
import { blockingOf, type PrinterDriver, type PrinterStatus } from '#printers/contract.ts';
import type { DeviceState, Printer } from '../contract/messages.ts';
import { Repetition } from '../repetition.ts';

export interface PrinterWatchOptions {
  readonly driver: Pick<PrinterDriver, 'status'>;
  readonly isPrinting: () => boolean;
  readonly onChange: () => void;
  readonly idleMs?: number;
  readonly printingMs?: number;
}

export class PrinterWatch {
  readonly #options: PrinterWatchOptions;
  readonly #repetition: Repetition;
  #view: Printer = { state: 'opening', conditions: [], supplies: [] };

  constructor(options: PrinterWatchOptions) {
    this.#options = options;
    this.#repetition = new Repetition(() => this.#look());
  }

  get view(): Printer {
    return this.#view;
  }

  /** Starts it, or looks now. */
  wake(): void {
    this.#repetition.wake();
  }

  stop(): void {
    this.#repetition.stop();
  }

  async #look(): Promise<number> {
    const { driver, isPrinting, onChange, idleMs = 5000, printingMs = 500 } = this.#options;
    const status = await driver.status();
    const view: Printer = {
      state: stateOf(status),
      conditions: [...status.conditions],
      supplies: [...status.supplies],
    };
    const isNews = !isDeepStrictEqual(view, this.#view);
    this.#view = view;
    if (isNews) onChange();
    return isPrinting() || view.state !== 'ready' ? printingMs : idleMs;
  }
}

function stateOf({ conditions, busy }: PrinterStatus): DeviceState {
  if (conditions.includes('offline')) return 'lost';
  if (blockingOf(conditions).length > 0) return 'degraded';
  return busy ? 'busy' : 'ready';
}
