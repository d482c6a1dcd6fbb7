import { Duplex } from 'node:stream';
import type { HidPort } from '../ports.ts';
import type { HidFraming } from './hid-framing.ts';

/**
 * A HID device as an ordinary stream of bytes. It flows from the start, closes when the device goes, and writes
 * nothing once it is closed; destroyed, it lets go of the device before it says 'close'.
 */
export class HidStream extends Duplex {
  readonly #port: HidPort;
  readonly #framing: HidFraming;

  constructor(port: HidPort, framing: HidFraming) {
    super();
    this.#port = port;
    this.#framing = framing;
    port.onReport((report) => this.#hear(report));
    port.onLost((why) => this.destroy(why));
    this.on('error', () => {}); // the loss itself is told by 'close'
    this.resume();
  }

  override _read(): void {}

  override _write(bytes: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#send(bytes).then(() => done(), done);
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#port.close().then(() => done(error), done);
  }

  #hear(report: Buffer): void {
    const bytes = this.#framing.unpack(report);
    if (bytes.length > 0 && !this.destroyed) this.push(bytes);
  }

  async #send(bytes: Buffer): Promise<void> {
    for (const report of this.#framing.pack(bytes)) {
      if (this.destroyed) return;
      await this.#port.write(report);
    }
  }
}
