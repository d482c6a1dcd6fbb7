/** Tells the server how the machine is: at rest every ten seconds, and at once when something changes. */
import { type Heartbeat, MOST_SUPPLIES } from '#server/contract/kiosks.ts';
import { MAX_SHORT_TEXT } from '#server/contract/words.ts';
import type { Printer, Snapshot } from '../contract/messages.ts';
import { Repetition } from '../repetition.ts';

const EVERY_MS = 10_000;
/** While the server does not answer: so soon does the screen learn that it is back. */
const DOWN_EVERY_MS = 2000;

export interface PulseOptions {
  readonly snapshot: () => Snapshot;
  readonly beat: (heartbeat: Heartbeat) => Promise<void>;
}

export class Pulse {
  readonly #options: PulseOptions;
  readonly #repetition: Repetition;
  #lastTold = '';

  constructor(options: PulseOptions) {
    this.#options = options;
    this.#repetition = new Repetition(() => this.#beat());
  }

  start(): void {
    this.#repetition.wake();
  }

  /** Only what the server is told of counts as a change. */
  changed(): void {
    if (JSON.stringify(heartbeatOf(this.#options.snapshot())) !== this.#lastTold) this.#repetition.wake();
  }

  stop(): void {
    this.#repetition.stop();
  }

  async #beat(): Promise<number> {
    const heartbeat = heartbeatOf(this.#options.snapshot());
    this.#lastTold = JSON.stringify(heartbeat);
    try {
      await this.#options.beat(heartbeat);
      return EVERY_MS;
    } catch {
      return DOWN_EVERY_MS;
    }
  }
}

/** Nothing about people: the card is left out. */
function heartbeatOf({ reader, scanner, printers }: Snapshot): Heartbeat {
  const { state, fault, lastReading } = reader;
  return {
    reader: { state, conditions: fault === null ? [] : [fault], lastReading },
    scanner,
    printers: { page: printerOf(printers.page), slip: printerOf(printers.slip) },
  };
}

function printerOf(printer: Printer | null): Heartbeat['printers']['page'] {
  if (printer === null) return null;
  const supplies = printer.supplies.slice(0, MOST_SUPPLIES).map(({ kind, name, percent }) => ({
    kind,
    name: name.slice(0, MAX_SHORT_TEXT).toWellFormed() || kind, // half a character would be refused
    percent: percent === null ? null : Math.min(100, Math.max(0, percent)),
  }));
  return { state: printer.state, conditions: conditionsOf(printer), supplies };
}

/** Every paper waits to be taken for a moment; staff hear of the one for which nobody came. */
function conditionsOf({ conditions, paperLeft }: Printer): string[] {
  if (!paperLeft) return conditions.filter((condition) => condition !== 'paper_waiting');
  return conditions.includes('paper_waiting') ? conditions : [...conditions, 'paper_left'];
}
