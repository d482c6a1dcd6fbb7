/** Everything on this machine that could be a device of a kiosk. */
import type { Place } from './device-node.ts';
import { type HidNode, hidNodes } from './hid-nodes.ts';
import { type SerialPort, serialPorts } from './serial-ports.ts';
import { type UsbDevice, usbDevices } from './usb-devices.ts';
import { type UsbPrinter, usbPrinters } from './usb-printers.ts';

export interface Machine {
  readonly serialPorts: readonly SerialPort[];
  readonly hidNodes: readonly HidNode[];
  readonly usbPrinters: readonly UsbPrinter[];
  readonly usbDevices: readonly UsbDevice[];
}

export function lookAtMachine(place: Place): Machine {
  return {
    serialPorts: serialPorts(place),
    hidNodes: hidNodes(place),
    usbPrinters: usbPrinters(place),
    usbDevices: usbDevices(place.root),
  };
}
