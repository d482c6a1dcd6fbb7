/** Everything on this machine that could be a device of a kiosk. */
import type { Place } from './device-node.ts';
import { type HidDevice, hidDevices } from './hid-devices.ts';
import { type SerialPort, serialPorts } from './serial-ports.ts';
import { type UsbDevice, usbDevices } from './usb-devices.ts';
import { type UsbPrinter, usbPrinters } from './usb-printers.ts';

export interface Machine {
  readonly serialPorts: readonly SerialPort[];
  readonly hidDevices: readonly HidDevice[];
  readonly usbPrinters: readonly UsbPrinter[];
  readonly usbDevices: readonly UsbDevice[];
}

export function lookAtMachine(place: Place): Machine {
  return {
    serialPorts: serialPorts(place),
    hidDevices: hidDevices(place),
    usbPrinters: usbPrinters(place),
    usbDevices: usbDevices(place.root),
  };
}
