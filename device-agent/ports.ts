/** The only importer of serialport and node-hid: what comes out knows nothing of either. */
import type { Duplex } from 'node:stream';
import type { HIDAsync } from 'node-hid';
import { SerialPort } from 'serialport';

export interface SerialLine {
  /** A stable name, e.g. /dev/serial/by-id/..., for ttyUSB0 may come back as ttyUSB1. */
  readonly path: string;
  readonly baud: number;
}

/**
 * serialport keeps its object alive after a close, and sends on the next open what was written in between.
 * Here a port that closed is destroyed, and a destroyed port is closed: one object, one opening.
 */
class OneOpening extends SerialPort {
  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    if (this.isOpen) this.close(() => done(error));
    else done(error);
  }
}

/**
 * Opens a line, 8 data bits, no parity, 1 stop bit, no flow control, and throws away what was waiting in it.
 * Modem lines are left alone: Linux raises DTR and RTS itself, and a line without them (a pty) answers ENOTTY.
 * The stream flows from the start, as serialport notices an unplugged device only while it reads.
 * @throws Error when the path cannot be opened or another program holds it
 */
export async function openSerial({ path, baud }: SerialLine): Promise<Duplex> {
  const port = new OneOpening({ path, baudRate: baud, autoOpen: false });
  await settled((done) => port.open(done));
  port.on('data', () => {});
  port.on('error', () => {}); // the loss itself is told by 'close'
  port.on('close', () => port.destroy());
  port.on('end', () => port.destroy()); // a read of zero bytes is how some drivers say "unplugged"
  await settled((done) => port.flush(done)).catch(() => port.destroy());
  return port;
}

function settled(act: (done: (error: Error | null) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => act((error) => (error ? reject(error) : resolve())));
}

/** A HID device as the system lists it; a device with several faces stands there once for each. */
export interface HidDevice {
  readonly vendorId: number;
  readonly productId: number;
  readonly serialNumber: string | undefined;
  /** What `openHid` takes: /dev/hidraw0. */
  readonly path: string;
  readonly usagePage: number | undefined;
}

/** One opening of a HID device without numbered reports. */
export interface HidPort {
  /** Sends one output report. @throws Error when the device is gone */
  write(report: Uint8Array): Promise<void>;
  /** One listener, for every input report from now on. */
  onReport(hear: (report: Buffer) => void): void;
  /** One listener, told once, when the device goes without being closed. */
  onLost(tell: (why: Error) => void): void;
  close(): Promise<void>;
}

/** @throws Error with the remedy when the system lacks a library that node-hid needs */
export async function listHid(): Promise<HidDevice[]> {
  const { devicesAsync } = await nodeHid();
  const devices = await devicesAsync().catch((why) => Promise.reject(hidError(why)));
  return devices.flatMap(({ vendorId, productId, serialNumber, path, usagePage }) =>
    path === undefined ? [] : [{ vendorId, productId, serialNumber, path, usagePage }],
  );
}

/** @throws Error when the path cannot be opened, or with the remedy when the system lacks a library */
export async function openHid(path: string): Promise<HidPort> {
  const { HIDAsync } = await nodeHid();
  return new HidOpening(await HIDAsync.open(path).catch((why) => Promise.reject(hidError(why))));
}

/** Loaded when it is first needed: a kiosk with serial devices only need not have its libraries. */
const nodeHid = () => import('node-hid');

/** A device without numbered reports is written to under this number. */
const NO_REPORT_ID = 0;

/**
 * node-hid tells of an unplugged device by an 'error' that is a plain string, and never by 'close'.
 * It has one 'data' listener for good: to take it away and bring it back crashes the reading thread.
 */
class HidOpening implements HidPort {
  readonly #device: HIDAsync;
  #hear: (report: Buffer) => void = () => {};
  #tellLost: (why: Error) => void = () => {};
  #isOver = false;

  constructor(device: HIDAsync) {
    this.#device = device;
    device.on('data', (report: Buffer) => this.#isOver || this.#hear(report));
    device.on('error', (why: unknown) => this.#lose(hidError(why)));
  }

  async write(report: Uint8Array): Promise<void> {
    if (this.#isOver) throw new Error('The HID device is gone');
    try {
      await this.#device.write(Buffer.of(NO_REPORT_ID, ...report));
    } catch (why) {
      this.#lose(hidError(why));
      throw hidError(why);
    }
  }

  onReport(hear: (report: Buffer) => void): void {
    this.#hear = hear;
  }

  onLost(tell: (why: Error) => void): void {
    this.#tellLost = tell;
  }

  async close(): Promise<void> {
    this.#isOver = true;
    await this.#device.close().catch(() => {}); // of a device that is gone, or was closed before
  }

  #lose(why: Error): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#tellLost(why);
  }
}

function hidError(why: unknown): Error {
  const said = why instanceof Error ? why.message : String(why);
  if (!/lib(usb|udev)[\w.-]*\.so/u.test(said)) return new Error(said, { cause: why });
  const remedy = 'HID devices need libusb-1.0-0 and libudev1: apt-get install libusb-1.0-0 libudev1';
  return new Error(`${remedy} (${said})`, { cause: why });
}
