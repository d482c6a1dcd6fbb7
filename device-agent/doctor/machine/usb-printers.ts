/** Printers on USB that the kernel shows as /dev/usb/lpN (usblp). */
import { join } from 'node:path';
import { type DeviceNode, deviceNode, type Place } from './device-node.ts';
import { attribute, driverOf, namesIn, realPath } from './sysfs.ts';
import { type UsbDevice, usbDeviceAbove } from './usb-devices.ts';

export interface UsbPrinter extends DeviceNode {
  readonly usb: UsbDevice | undefined;
  readonly driver: string | undefined;
  /** Command sets it names itself, e.g. `ESC/POS`, `PCL`, `PDF` (IEEE 1284 device id, key CMD). */
  readonly languages: readonly string[];
  /** It has no way to answer. */
  readonly isOneWay: boolean;
}

/** USB printer class 1.1, 4.2.1: bInterfaceProtocol. */
const UNIDIRECTIONAL = '01';

export function usbPrinters(place: Place): UsbPrinter[] {
  const dir = join(place.root, 'sys/class/usbmisc');
  return namesIn(dir)
    .filter((name) => /^lp\d+$/u.test(name))
    .map((name) => {
      const device = realPath(join(dir, name, 'device')) ?? '';
      return {
        ...deviceNode(place, `usb/${name}`),
        usb: usbDeviceAbove(device),
        driver: driverOf(device),
        languages: languagesIn(attribute(device, 'ieee1284_id') ?? ''),
        isOneWay: attribute(device, 'bInterfaceProtocol') === UNIDIRECTIONAL,
      };
    });
}

/** `MFG:EPSON;CMD:ESC/POS;MDL:TM-T82III;CLS:PRINTER;` */
function languagesIn(deviceId: string): string[] {
  const command = /(?:^|;)\s*(?:CMD|COMMAND SET):([^;]*)/iu.exec(deviceId)?.[1] ?? '';
  return command
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/** By what it says of itself: a page printer would take our questions for a page. */
export function isSlipPrinter({ languages }: UsbPrinter): boolean {
  return languages.some((language) => /ESC.?POS/iu.test(language));
}
