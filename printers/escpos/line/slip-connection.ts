/** The one line to a slip printer, opened when it is needed and opened anew when it was lost. */
import type { Duplex } from 'node:stream';
import { TELL_CHANGES } from './automatic-status.ts';
import { LineFault } from './line-fault.ts';
import { SlipLine, type SlipLineOptions } from './slip-line.ts';

export interface SlipConnectionOptions extends SlipLineOptions {
  /** The line destroys what it gets. */
  readonly open: () => Promise<Duplex>;
  /** The model obeys GS a. */
  readonly tellsChanges: boolean;
}

export class SlipConnection {
  readonly #options: SlipConnectionOptions;
  #line: Promise<SlipLine> | undefined;
  #isClosed = false;
  #hearChange: () => void = () => {};

  constructor(options: SlipConnectionOptions) {
    this.#options = options;
  }

  /** One listener; called when a printer that tells of changes by itself has told of one. */
  onChange(hear: () => void): void {
    this.#hearChange = hear;
  }

  /** For good. */
  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Throws LineFault `gone` when the line cannot be opened, or was closed for good. */
  async line(): Promise<SlipLine> {
    if (this.#isClosed) throw new LineFault('gone');
    this.#line ??= this.#open();
    return this.#line;
  }

  /** Whoever still waits on the line is told that it is gone; nothing that was not sent yet is sent later. */
  async drop(): Promise<void> {
    const line = this.#line;
    this.#line = undefined;
    (await line?.catch(() => undefined))?.close();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.drop();
  }

  async #open(): Promise<SlipLine> {
    const { open, tellsChanges, ...options } = this.#options;
    const port = await open().catch((cause) => {
      throw new LineFault('gone', cause);
    });
    const line = new SlipLine(port, options);
    line.onChange(() => this.#hearChange());
    if (tellsChanges) line.write(TELL_CHANGES).catch(() => {}); // whoever asks next is told
    return line;
  }
}
