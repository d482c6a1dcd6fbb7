/**
 * A slip printer on a USB cable that begins and ends in this kernel: its device side (f_printer on dummy_hcd, made through
 * configfs) is spoken for here, its host side belongs to the kernel's printer driver (usblp).
 */
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { constants, type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SlipMechanism } from '#sim/printers/slip/mechanism.ts';
import { type PaperRow, textOf } from '#sim/printers/slip-printer-paper.ts';
import { eventually } from '../../device-agent/eventually.ts';

const GADGET = '/sys/kernel/config/usb_gadget/slip-printer';
/** Where bytes from the host come out, and answers go in. */
const DEVICE_SIDE = '/dev/g_printer0';
const CONTROLLER = 'dummy_udc.0';
const LOOK_AGAIN_AFTER_MS = 5;
const MAX_PIECE_BYTES = 4096;

export const HOST_SIDE = '/dev/usb/lp0';

export class PrinterGadget extends SlipMechanism {
  /** The slips that were cut off, as lines of text. */
  readonly papers: string[][] = [];
  /** Called with every piece from the host before it is obeyed. */
  onBytes: (bytes: Buffer) => void = () => {};
  #device: FileHandle | undefined;
  #answers = Promise.resolve();

  private constructor(device: FileHandle) {
    super(() => undefined);
    this.#device = device;
    void this.#listen(device);
  }

  /** Resolves when the host's driver shows it: before that the device side does not open. */
  static async plugIn(): Promise<PrinterGadget> {
    describe();
    writeFileSync(join(GADGET, 'UDC'), CONTROLLER);
    await isThere(HOST_SIDE, true);
    const { O_RDWR, O_NONBLOCK } = constants;
    return new PrinterGadget(await open(DEVICE_SIDE, O_RDWR | O_NONBLOCK));
  }

  /** What was on its way is lost. */
  unplug(): void {
    if (this.#device === undefined) return;
    this.#device = undefined;
    writeFileSync(join(GADGET, 'UDC'), '\n');
  }

  protected override say(bytes: Buffer): void {
    this.#answers = this.#answers.then(() => this.#send(bytes));
  }

  protected override cutOff(rows: PaperRow[]): void {
    this.papers.push(rows.map(textOf));
  }

  async #listen(device: FileHandle): Promise<void> {
    const buffer = Buffer.alloc(MAX_PIECE_BYTES);
    while (this.#device === device) {
      const read = await device.read(buffer, 0, buffer.length, null).catch(() => undefined);
      if (read?.bytesRead) this.#take(Buffer.from(buffer.subarray(0, read.bytesRead)));
      else await sleep(LOOK_AGAIN_AFTER_MS);
    }
    await device.close();
  }

  #take(bytes: Buffer): void {
    this.onBytes(bytes);
    if (this.#device !== undefined) this.receive(bytes);
  }

  /** The cable is narrow: what it does not take now it takes later, as long as it is plugged in. */
  async #send(bytes: Buffer, device = this.#device): Promise<void> {
    for (let sent = 0; sent < bytes.length && device !== undefined && device === this.#device; ) {
      const written = await device.write(bytes, sent).catch(() => undefined);
      sent += written?.bytesWritten ?? 0;
      if (!written) await sleep(LOOK_AGAIN_AFTER_MS);
    }
  }
}

export const isThere = (path: string, isWanted: boolean) =>
  eventually(
    () => existsSync(path),
    (isSeen) => isSeen === isWanted,
  );

/** Linux, Documentation/usb/gadget_configfs.rst and gadget_printer.rst. */
function describe(): void {
  const [words, config, printer] = ['strings/0x409', 'configs/c.1', 'functions/printer.0'];
  for (const folder of [words, config, printer]) mkdirSync(join(GADGET, folder), { recursive: true });
  const facts = {
    idVendor: '0x04b8',
    idProduct: '0x0e28',
    [`${words}/manufacturer`]: 'LINLI',
    [`${words}/product`]: 'SIM-80',
    [`${printer}/pnp_string`]: 'MFG:LINLI;CMD:ESC/POS;MDL:SIM-80;CLS:PRINTER;',
  };
  for (const [name, fact] of Object.entries(facts)) writeFileSync(join(GADGET, name), fact);
  symlinkSync(join(GADGET, printer), join(GADGET, config, 'printer.0'));
}
