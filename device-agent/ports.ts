/** The only importer of serialport and node-hid: what comes out knows nothing of either. */
import { read } from 'node:fs';
import type { Duplex } from 'node:stream';
import { promisify } from 'node:util';
import type { HIDAsync } from 'node-hid';
import { SerialPort } from 'serialport';
import type { Flow } from './lines/addresses.ts';
import { gone, PortFault, sentenceOf } from './port-fault.ts';

export interface SerialLine {
  /** A stable name, e.g. /dev/serial/by-id/..., for ttyUSB0 may come back as ttyUSB1. */
  readonly path: string;
  readonly baud: number;
  readonly flow?: Flow;
}

/**
 * serialport keeps its object alive after a close, and sends on the next open what was written in between.
 * Here a port that closed is destroyed, and a destroyed port is closed: one object, one opening.
 * Before it is closed, what the kernel still holds is thrown away: held back by the device, it would be sent when the
 * device takes bytes again, to be printed long after it was given up.
 */
class OneOpening extends SerialPort {
  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    const close = () => (this.isOpen ? this.close(() => done(error)) : done(error));
    if (this.isOpen) this.flush(close);
    else done(error);
  }
}

/**
 * Opens a line, 8 data bits, no parity, 1 stop bit, and throws away what was waiting in it.
 * Modem lines are left alone: Linux raises DTR and RTS itself, and a line without them (a pty) answers ENOTTY.
 * The stream flows from the start, as serialport notices an unplugged device only while it reads.
 * @throws PortFault locked, not_opened
 */
export async function openSerial({ path, baud, flow = 'none' }: SerialLine): Promise<Duplex> {
  const stopping = { xon: flow === 'xon_xoff', rtscts: flow === 'rts_cts' };
  const port = new OneOpening({ path, baudRate: baud, autoOpen: false, ...stopping });
  await settled((done) => port.open(done)).catch((why) => Promise.reject(notOpened(why)));
  endAtHangUp(port);
  port.on('data', () => {});
  port.on('error', () => {}); // the loss itself is told by 'close'
  port.on('close', () => port.destroy());
  port.on('end', () => port.destroy());
  await settled((done) => port.flush(done)).catch(() => port.destroy());
  return port;
}

/**
 * A read of zero bytes is how Linux says that a line was hung up. serialport reads on then, thousands of times a
 * second, and tells nobody (bindings-cpp 13, unix-read). Here it ends the stream, and what cannot be read is lost.
 */
function endAtHangUp({ port }: SerialPort): void {
  if (port === undefined || !('poller' in port)) return; // not of a Unix
  const { poller } = port;
  port.read = async (buffer, offset, length) => {
    for (;;) {
      if (port.fd === null) throw new Error('the port was closed');
      try {
        return await readOnce(port.fd, buffer, offset, length, null);
      } catch (error) {
        if (!isNothingYet(error)) throw Object.assign(new Error(sentenceOf(error)), { disconnect: true });
        // The poller of a closed port is freed: to ask it would end the process.
        if (port.fd !== null) await settled((done) => poller.once('readable', done));
      }
    }
  };
}

const readOnce = promisify(read);

function isNothingYet(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EAGAIN' || error.code === 'EINTR');
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
  /** Sends one output report. @throws PortFault gone */
  write(report: Uint8Array): Promise<void>;
  /** One listener, for every input report from now on. */
  onReport(hear: (report: Buffer) => void): void;
  /** One listener, told once, when the device goes without being closed. */
  onLost(tell: (why: Error) => void): void;
  close(): Promise<void>;
}

/** @throws PortFault library_missing, not_opened (the system would not list its devices) */
export async function listHid(): Promise<HidDevice[]> {
  const { devicesAsync } = await nodeHid();
  const devices = await devicesAsync().catch((why) => Promise.reject(notOpened(why)));
  return devices.flatMap(({ vendorId, productId, serialNumber, path, usagePage }) =>
    path === undefined ? [] : [{ vendorId, productId, serialNumber, path, usagePage }],
  );
}

/** @throws PortFault library_missing, locked, not_opened */
export async function openHid(path: string): Promise<HidPort> {
  const { HIDAsync } = await nodeHid();
  return new HidOpening(await HIDAsync.open(path).catch((why) => Promise.reject(notOpened(why))));
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
    device.on('error', (why: unknown) => this.#lose(gone(why)));
  }

  async write(report: Uint8Array): Promise<void> {
    if (this.#isOver) throw gone('the HID device was closed');
    try {
      await this.#device.write(Buffer.of(NO_REPORT_ID, ...report));
    } catch (why) {
      this.#lose(gone(why));
      throw gone(why);
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

/** Both libraries say why in English sentences, and nowhere else: this is the one place that reads them. */
const LIBRARY_MISSING = /lib(usb|udev)[\w.-]*\.so/u;
const LOCKED = /Cannot lock port|Device or resource busy|Resource temporarily unavailable/u;

function notOpened(why: unknown): PortFault {
  const said = sentenceOf(why);
  if (LIBRARY_MISSING.test(said)) {
    const remedy = 'HID devices need libusb-1.0-0 and libudev1: apt-get install libusb-1.0-0 libudev1';
    return new PortFault('library_missing', `${remedy} (${said})`, why);
  }
  return new PortFault(LOCKED.test(said) ? 'locked' : 'not_opened', said, why);
}
