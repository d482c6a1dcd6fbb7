/** What hangs on USB, as /sys/bus/usb/devices shows it. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { attribute, driverOf, namesIn, realPath, upwards } from './sysfs.ts';

export interface UsbDevice {
  /** Its folder in sysfs. */
  readonly dir: string;
  readonly vendorId: number;
  readonly productId: number;
  /** As the device names itself; empty when it does not. */
  readonly product: string;
}

export function usbDevices(root: string): UsbDevice[] {
  const dir = join(root, 'sys/bus/usb/devices');
  return namesIn(dir)
    .map((name) => usbDeviceAt(realPath(join(dir, name))))
    .filter((device) => device !== undefined);
}

/** The USB device of which this folder is an interface, or a part of one; undefined for what is not on USB. */
export function usbDeviceAbove(dir: string): UsbDevice | undefined {
  const found = upwards(dir).find((above) => existsSync(join(above, 'idVendor')));
  return found === undefined ? undefined : usbDeviceAt(found);
}

/** Drivers of all interfaces of a device. */
export function driversOf({ dir }: UsbDevice): string[] {
  return namesIn(dir)
    .filter((name) => name.includes(':'))
    .map((name) => driverOf(join(dir, name)))
    .filter((driver) => driver !== undefined);
}

function usbDeviceAt(dir: string | undefined): UsbDevice | undefined {
  if (dir === undefined) return undefined;
  const vendorId = Number.parseInt(attribute(dir, 'idVendor') ?? '', 16);
  const productId = Number.parseInt(attribute(dir, 'idProduct') ?? '', 16);
  if (Number.isNaN(vendorId) || Number.isNaN(productId)) return undefined; // an interface, or a device just leaving
  const product = attribute(dir, 'product') ?? '';
  return { dir, vendorId, productId, product };
}
