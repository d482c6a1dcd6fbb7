/** How a printer is, asked again and again: seldom at rest, often while somebody is there, at once when it speaks by itself. */
import { isDeepStrictEqual } from 'node:util';
import { blockingOf, type PrinterDriver, type PrinterStatus } from '#printers/contract.ts';
import type { DeviceState, Printer } from '../contract/messages.ts';
import { Repetition } from '../repetition.ts';
import type { Taking } from './taking.ts';

export interface PrinterWatchOptions {
  readonly driver: Pick<PrinterDriver, 'status' | 'onChange'>;
  readonly taking: Pick<Taking, 'look' | 'isPaperLeft'>;
  /** A visit is open, or a job lives. */
  readonly isInUse: () => boolean;
  readonly onChange: () => void;
  readonly idleMs?: number;
  readonly inUseMs?: number;
}

export class PrinterWatch {
  readonly #options: PrinterWatchOptions;
  readonly #repetition: Repetition;
  #view: Printer = { state: 'opening', conditions: [], supplies: [], paperLeft: false };

  constructor(options: PrinterWatchOptions) {
    this.#options = options;
    this.#repetition = new Repetition(() => this.#look());
    options.driver.onChange(() => this.wake());
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
    const { driver, taking, isInUse, onChange, idleMs = 5000, inUseMs = 500 } = this.#options;
    const status = await driver.status();
    taking.look(status.conditions);
    const view: Printer = {
      state: stateOf(status),
      conditions: [...status.conditions],
      supplies: [...status.supplies],
      paperLeft: taking.isPaperLeft,
    };
    const isNews = !isDeepStrictEqual(view, this.#view);
    this.#view = view;
    if (isNews) onChange();
    return isInUse() || view.state !== 'ready' ? inUseMs : idleMs;
  }
}

function stateOf({ conditions, busy }: PrinterStatus): DeviceState {
  if (conditions.includes('offline')) return 'lost';
  if (blockingOf(conditions).length > 0) return 'degraded';
  return busy ? 'busy' : 'ready';
}
