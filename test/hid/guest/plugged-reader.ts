import { HidCardReader } from '../../sim/hid-card-reader.ts';
import type { FarFraming } from '../../sim/hid-reports.ts';
import { type Plug, READER_DESCRIPTOR, UhidDevice } from './uhid-device.ts';

/** A simulated HID card reader on a cable that the kernel sees. */
export class PluggedReader {
  readonly far: HidCardReader;
  readonly #plug: Plug;
  #device: UhidDevice | undefined;
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

  /** Reports, asked for or not. */
  send(reports: readonly Uint8Array[]): void {
    for (const report of reports) this.#device?.send(report);
  }

  #answer(reports: readonly Buffer[]): void {
    const breaks = this.#breaksInRead && this.far.asked.at(-1) === 'read';
    this.send(breaks ? reports.slice(0, reports.length / 2) : reports);
    if (!breaks) return;
    this.#breaksInRead = false;
    void this.unplug();
  }
}
