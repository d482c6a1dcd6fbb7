// A HID device written in user space: the kernel's own HID core and hidraw take it for one on a cable.
// /dev/uhid (Documentation/hid/uhid.rst, include/uapi/linux/uhid.h): u32 type | payload, little-endian, packed.
import { writeSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

const TYPE = { destroy: 1, start: 2, stop: 3, output: 6, create2: 11, input2: 12 } as const;
/** type; name, phys, uniq; size of the descriptor, bus; vendor, product, version, country; the descriptor. */
const CREATE2 = { name: 4, phys: 132, uniq: 196, size: 260, bus: 262, vendor: 264, product: 268, data: 280 };
const OUTPUT = { data: 4, size: 4 + 4096 };
const MOST_EVENT_BYTES = 4380;
const BUS_USB = 3;

/** Vendor-defined page FF00, usage 1: 64 bytes in, 64 bytes out, no report numbers (HID 1.11, 6.2.2). */
export const READER_DESCRIPTOR = Buffer.from(
  '0600ff0901a101150026ff00750895400901810295400901910' + '2c0',
  'hex',
);

export interface Plug {
  readonly vendorId: number;
  readonly productId: number;
  readonly name: string;
  readonly serialNumber?: string;
  readonly descriptor: Buffer;
}

export class UhidDevice {
  readonly #device: FileHandle;
  readonly #started = Promise.withResolvers<void>();
  readonly #stopped: Promise<void>;
  readonly #hear: (report: Buffer) => void;
  #isPlugged = true;

  private constructor(device: FileHandle, hear: (report: Buffer) => void) {
    this.#device = device;
    this.#hear = hear;
    this.#stopped = this.#listen();
  }

  /** Resolves when the kernel has taken the device in. `hear` gets every output report, without a report number. */
  static async plugIn(plug: Plug, hear: (report: Buffer) => void): Promise<UhidDevice> {
    const device = new UhidDevice(await open('/dev/uhid', 'r+'), hear);
    await device.#device.write(create2(plug));
    await device.#started.promise;
    return device;
  }

  /** One input report; none leaves an unplugged device. */
  send(report: Uint8Array): void {
    if (!this.#isPlugged) return;
    const event = Buffer.alloc(6 + report.length);
    event.writeUInt32LE(TYPE.input2, 0);
    event.writeUInt16LE(report.length, 4);
    event.set(report, 6);
    writeSync(this.#device.fd, event); // the kernel takes it at once
  }

  /** The cable is pulled: the kernel takes /dev/hidraw* away under whoever holds it. */
  async unplug(): Promise<void> {
    if (!this.#isPlugged) return;
    this.#isPlugged = false;
    const event = Buffer.alloc(4);
    event.writeUInt32LE(TYPE.destroy);
    await this.#device.write(event);
    await this.#stopped;
    await this.#device.close();
  }

  /** Until the kernel says that it stopped: a read that waits for ever would keep this process alive. */
  async #listen(): Promise<void> {
    const event = Buffer.alloc(MOST_EVENT_BYTES);
    for (;;) {
      await this.#device.read(event, 0, event.length, null);
      const type = event.readUInt32LE(0);
      if (type === TYPE.start) this.#started.resolve();
      if (type === TYPE.stop) return;
      // hidraw hands the report number (0: none) on to us; on a cable it would not travel.
      if (type === TYPE.output)
        this.#hear(
          Buffer.from(event.subarray(OUTPUT.data + 1, OUTPUT.data + event.readUInt16LE(OUTPUT.size))),
        );
    }
  }
}

function create2({ vendorId, productId, name, serialNumber = '', descriptor }: Plug): Buffer {
  const event = Buffer.alloc(CREATE2.data + descriptor.length);
  event.writeUInt32LE(TYPE.create2, 0);
  event.write(name, CREATE2.name);
  event.write(serialNumber, CREATE2.uniq);
  event.writeUInt16LE(descriptor.length, CREATE2.size);
  event.writeUInt16LE(BUS_USB, CREATE2.bus);
  event.writeUInt32LE(vendorId, CREATE2.vendor);
  event.writeUInt32LE(productId, CREATE2.product);
  descriptor.copy(event, CREATE2.data);
  return event;
}
