import { setTimeout as sleep } from 'node:timers/promises';
import { HidCardReader } from '../../sim/reader/hid-card-reader.ts';
import type { FarFraming } from '../../sim/reader/hid-reports.ts';
import { type Plug, READER_DESCRIPTOR, UhidDevice } from './uhid-device.ts';

/** A full-speed device sends one report a frame (USB 2.0, 5.7.4). Sent faster, they overrun the 64 that hidraw keeps. */
const REPORT_EVERY_MS = 1;

/** A simulated HID card reader on a cable that the kernel sees. */
export class PluggedReader {
  readonly far: HidCardReader;
  readonly #plug: Plug;
  #device: UhidDevice | undefined;
  #sending: Promise<void> = Promise.resolve();
  #breaksInRead = false;

  private constructor(plug: Plug, framing: FarFraming) {
    this.#plug = plug;
    this.far = new HidCardReader(framing);
  }

  static async plugIn(plug: Omit<Plug, 'descriptor'>, framing: FarFraming): Promise<PluggedReader> {
    const reader = new PluggedReader({ ...plug, descriptor: READER_DESCRIPTOR }, framing);
    await reader.plug();
    return reader;
  }

  async plug(): Promise<void> {
    this.far.restart();
    this.#device = await UhidDevice.plugIn(this.#plug, (report) => this.#answer(this.far.hear(report)));
  }

  async unplug(): Promise<void> {
    await this.#device?.unplug();
  }

  /** The next card is answered for in half, then the plug is pulled. */
  breakNextRead(): void {
    this.#breaksInRead = true;
  }

  /** Reports, asked for or not, behind those that are still to be sent; resolves when the last one is out. */
  send(reports: readonly Uint8Array[]): Promise<void> {
    this.#sending = this.#sending.then(async () => {
      for (const [at, report] of reports.entries()) {
        if (at > 0) await sleep(REPORT_EVERY_MS);
        this.#device?.send(report);
      }
    });
    return this.#sending;
  }

  #answer(reports: readonly Buffer[]): void {
    const breaks = this.#breaksInRead && this.far.asked.at(-1) === 'read';
    if (breaks) this.#breaksInRead = false;
    const sent = this.send(breaks ? reports.slice(0, reports.length / 2) : reports);
    if (breaks) void sent.then(() => this.unplug());
  }
}
