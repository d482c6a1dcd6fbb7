/**
 * A machine on disk: /sys, /proc, /dev and /etc as Linux 6 lays them out, with the devices a test plugs in. Device files are
 * plain files, or links to a pty with a simulated device behind it.
 */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Place } from '../../../device-agent/doctor/machine/device-node.ts';
import { Holders } from '../../../device-agent/doctor/machine/holders.ts';
import { userNamed } from '../../../device-agent/doctor/machine/permission.ts';

/** The group that files get here, whatever it is called outside. */
const GID = process.getgid?.() ?? 0;

interface Plug {
  readonly vendor: string;
  readonly product: string;
  readonly name?: string;
  readonly serial?: string;
}

interface Node {
  readonly mode?: number;
  /** A pty behind it. */
  readonly leadsTo?: string;
}

export class FakeMachine {
  readonly root = mkdtempSync(join(tmpdir(), 'machine-'));
  #plugs = 0;

  constructor() {
    onTestFinished(() => rmSync(this.root, { recursive: true }));
    this.groups('dialout', []);
    this.write('etc/passwd', 'root:x:0:0:root:/root:/bin/sh\nlinli:x:990:990::/var/lib/linli:/bin/false\n');
  }

  /** The files of devices belong to this group; these are its members. */
  groups(name: string, members: readonly string[]): void {
    this.write('etc/group', `linli:x:990:\n${name}:x:${GID}:${members.join(',')}\n`);
  }

  place(name = 'linli'): Place {
    const user = userNamed(this.root, name);
    if (user === undefined) throw new Error(`no user ${name}`);
    return { root: this.root, user, holders: new Holders(this.root) };
  }

  /** A chip on the board; type 0 is a place where the driver found none (serial_core.h). */
  uart(name: string, type = 4, node: Node = {}): void {
    const port = `sys/devices/pnp0/00:0${type}/00:0${type}:0/00:0${type}:0.0/tty/${name}`;
    this.write(`${port}/type`, `${type}\n`);
    this.link(`${port}/device`, dirname(dirname(port)));
    this.link(`${dirname(dirname(port))}/driver`, 'sys/bus/serial-base/drivers/port');
    this.link(`sys/devices/pnp0/00:0${type}/driver`, 'sys/bus/pnp/drivers/serial');
    this.link(`sys/class/tty/${name}`, port);
    this.node(name, { mode: 0o660, ...node });
  }

  usb({ vendor, product, name, serial }: Plug): string {
    this.#plugs += 1;
    const dir = `sys/devices/pci0000:00/0000:00:14.0/usb1/1-${this.#plugs}`;
    this.write(`${dir}/idVendor`, `${vendor}\n`);
    this.write(`${dir}/idProduct`, `${product}\n`);
    if (name) this.write(`${dir}/product`, `${name}\n`);
    if (serial) this.write(`${dir}/serial`, `${serial}\n`);
    this.link(`sys/bus/usb/devices/${basename(dir)}`, dir);
    return dir;
  }

  /** One interface of it, with its driver. */
  face(usb: string, number: number, driver: string): string {
    const dir = `${usb}/${basename(usb)}:1.${number}`;
    this.write(`${dir}/bInterfaceNumber`, `0${number}\n`);
    this.link(`${dir}/driver`, `sys/bus/usb/drivers/${driver}`);
    return dir;
  }

  /** ttyUSBn: a port below the interface, with the driver of the chip. */
  usbSerial(tty: string, driver: string, plug: Plug, node: Node & { byId?: string } = {}): void {
    const usb = this.usb(plug);
    const port = `${this.face(usb, 0, driver)}/${tty}`;
    this.link(`${port}/driver`, `sys/bus/usb-serial/drivers/${driver}`);
    this.write(`${port}/tty/${tty}/dev`, '188:0\n');
    this.link(`${port}/tty/${tty}/device`, port);
    this.link(`sys/class/tty/${tty}`, `${port}/tty/${tty}`);
    this.node(tty, { mode: 0o660, ...node });
    if (node.byId) this.link(`dev/serial/by-id/${node.byId}`, `dev/${tty}`);
  }

  /** `descriptor` is the report descriptor in hex. */
  hidraw(name: string, plug: Plug, descriptor: string, node: Node = {}): void {
    const face = this.face(this.usb(plug), 0, 'usbhid');
    const ids = `0003:${`0000${plug.vendor}:0000${plug.product}`.toUpperCase()}`;
    const dir = `${face}/${ids.replace('0003:0000', '0003:').replace(':0000', ':')}.0001`;
    this.write(`${dir}/uevent`, `HID_ID=${ids}\nHID_NAME=${plug.name}\nHID_UNIQ=${plug.serial ?? ''}\n`);
    this.write(`${dir}/report_descriptor`, Buffer.from(descriptor.replaceAll(' ', ''), 'hex'));
    this.link(`${dir}/driver`, 'sys/bus/hid/drivers/hid-generic');
    this.write(`${dir}/hidraw/${name}/dev`, '247:0\n');
    this.link(`${dir}/hidraw/${name}/device`, dir);
    this.link(`sys/class/hidraw/${name}`, `${dir}/hidraw/${name}`);
    this.node(name, { mode: 0o600, ...node });
  }

  usbPrinter(
    name: string,
    plug: Plug,
    deviceId: string,
    { isOneWay = false, ...node }: Node & { isOneWay?: boolean } = {},
  ): void {
    const face = this.face(this.usb(plug), 0, 'usblp');
    this.write(`${face}/bInterfaceProtocol`, isOneWay ? '01\n' : '02\n');
    this.write(`${face}/ieee1284_id`, `${deviceId}\n`);
    this.write(`${face}/usbmisc/${name}/dev`, '180:0\n');
    this.link(`${face}/usbmisc/${name}/device`, face);
    this.link(`sys/class/usbmisc/${name}`, `${face}/usbmisc/${name}`);
    this.node(`usb/${name}`, { mode: 0o660, ...node });
  }

  /** A running program with a file open. */
  program(pid: number, comm: string, args: readonly string[], opened: string): void {
    this.write(`proc/${pid}/comm`, `${comm}\n`);
    this.write(`proc/${pid}/cmdline`, `${[comm, ...args].join('\0')}\0`);
    mkdirSync(join(this.root, `proc/${pid}/fd`), { recursive: true });
    symlinkSync(opened, join(this.root, `proc/${pid}/fd/7`));
  }

  write(path: string, content: string | Buffer): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), content);
  }

  /** Both below the root; the target need not be there. */
  link(path: string, target: string): void {
    if (!target.startsWith('dev/')) mkdirSync(join(this.root, target), { recursive: true });
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    rmSync(join(this.root, path), { force: true });
    symlinkSync(join(this.root, target), join(this.root, path));
  }

  node(name: string, { mode = 0o660, leadsTo }: Node): void {
    const path = join(this.root, 'dev', name);
    mkdirSync(dirname(path), { recursive: true });
    if (leadsTo) {
      symlinkSync(leadsTo, path);
    } else {
      writeFileSync(path, '');
      chmodSync(path, mode);
    }
  }
}

/** USB HID 1.11, E.6: the boot keyboard. */
export const KEYBOARD =
  '05 01 09 06 A1 01 05 07 19 E0 29 E7 15 00 25 01 75 01 95 08 81 02 95 01 75 08 81 01 95 05 75 01 05 08 19 01' +
  ' 29 05 91 02 95 01 75 03 91 01 95 06 75 08 15 00 25 65 05 07 19 00 29 65 81 00 C0';
/** USB HID 1.11, E.10: the boot mouse, a collection within its collection. */
export const MOUSE =
  '05 01 09 02 A1 01 09 01 A1 00 05 09 19 01 29 03 15 00 25 01 95 03 75 01 81 02 95 01 75 05 81 01' +
  ' 05 01 09 30 09 31 15 81 25 7F 75 08 95 02 81 06 C0 C0';
/** HID Point of Sale Usage Tables 1.02: page 8C, usage 02 bar code scanner, usage FE decoded data. */
export const SCANNER = '05 8C 09 02 A1 01 85 02 09 FE 15 00 26 FF 00 75 08 95 38 81 02 C0';
/** 64 bytes in, 64 bytes out on the first page that vendors may use as they like (HID Usage Tables 1.5, FF00). */
export const VENDOR = '06 00 FF 09 01 A1 01 09 01 15 00 26 FF 00 75 08 95 40 81 02 09 01 95 40 91 02 C0';
