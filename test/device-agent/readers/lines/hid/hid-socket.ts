/** A USB socket in this process: lists what is plugged in and opens it, as `ports.ts` does with the system's. */
import type { HidDevice, HidPort } from '../../../../../device-agent/ports.ts';
import type { HidPorts } from '../../../../../device-agent/readers/lines/hid/hid-line.ts';

/** A device behind the socket: reports of the host in, its own out. */
export interface Plugged {
  readonly device: HidDevice;
  hear(report: Uint8Array): readonly Uint8Array[];
}

export const DK: HidDevice = {
  vendorId: 0x0483,
  productId: 0x572b,
  serialNumber: 'A1',
  path: '/dev/hidraw0',
  usagePage: 0xff00,
};

export class HidSocket implements HidPorts {
  readonly #plugged: Plugged[];
  /** What was written to each opening, oldest first; and what was opened and not closed again. */
  readonly written: string[] = [];
  readonly opened: FarHidPort[] = [];

  constructor(...plugged: Plugged[]) {
    this.#plugged = plugged;
  }

  async list(): Promise<HidDevice[]> {
    return this.#plugged.map(({ device }) => device);
  }

  async open(path: string): Promise<HidPort> {
    const far = this.#plugged.find(({ device }) => device.path === path);
    if (!far) throw new Error(`cannot open device with path ${path}`);
    const port = new FarHidPort(far, this.written, () => this.opened.splice(this.opened.indexOf(port), 1));
    this.opened.push(port);
    return port;
  }

  unplug(): void {
    this.#plugged.length = 0;
    for (const port of [...this.opened]) port.lose();
  }
}

class FarHidPort implements HidPort {
  readonly #far: Plugged;
  readonly #written: string[];
  readonly #onClose: () => void;
  #hear: (report: Buffer) => void = () => {};
  #tellLost: (why: Error) => void = () => {};
  #state: 'open' | 'lost' | 'closed' = 'open';

  constructor(far: Plugged, written: string[], onClose: () => void) {
    this.#far = far;
    this.#written = written;
    this.#onClose = onClose;
  }

  async write(report: Uint8Array): Promise<void> {
    if (this.#state !== 'open') throw new Error('Cannot write to hid device: No such device');
    this.#written.push(Buffer.from(report).toString('hex'));
    for (const answer of this.#far.hear(report)) setImmediate(() => this.say(answer));
  }

  onReport(hear: (report: Buffer) => void): void {
    this.#hear = hear;
  }

  onLost(tell: (why: Error) => void): void {
    this.#tellLost = tell;
  }

  async close(): Promise<void> {
    if (this.#state !== 'closed') this.#onClose();
    this.#state = 'closed';
  }

  say(report: Uint8Array): void {
    if (this.#state === 'open') this.#hear(Buffer.from(report));
  }

  lose(): void {
    if (this.#state !== 'open') return;
    this.#state = 'lost';
    this.#tellLost(new Error('could not read from HID device: unexpected poll error (device disconnected)'));
  }
}
