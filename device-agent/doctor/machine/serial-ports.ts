/** Serial ports: those on the board, and what USB adapters and USB devices with a serial face bring. */
import { join } from 'node:path';
import { type DeviceNode, deviceNode, type Place, stablePathOf } from './device-node.ts';
import { attribute, driverOf, namesIn, realPath, upwards } from './sysfs.ts';
import { driversOf, type UsbDevice, usbDeviceAbove } from './usb-devices.ts';

export interface SerialPort extends DeviceNode {
  readonly driver: string | undefined;
  /** Undefined for a port on the board. */
  readonly usb: UsbDevice | undefined;
  /** Why nothing may be sent to it; undefined for a port that may be asked what hangs on it. */
  readonly leftAlone: 'console' | 'modem' | undefined;
}

/** A chip that the driver looked for and did not find (serial_core.h, PORT_UNKNOWN). */
const NO_CHIP = '0';
/** Since Linux 6.5 these two stand between a port and the driver of its chip. */
const BETWEEN: ReadonlySet<string> = new Set(['port', 'ctrl']);
/** Drivers of mobile and telephone modems, or of the network beside them: bytes from us could dial. */
const MODEM_DRIVERS: ReadonlySet<string> = new Set([
  ...['option', 'option1', 'qcserial', 'sierra', 'hso', 'ipw', 'GSM modem (1-port)'],
  ...['qmi_wwan', 'cdc_mbim', 'cdc_wdm', 'huawei_cdc_ncm', 'sierra_net'],
]);

export function serialPorts(place: Place): SerialPort[] {
  const dir = join(place.root, 'sys/class/tty');
  return namesIn(dir)
    .filter((name) => attribute(join(dir, name), 'type') !== NO_CHIP)
    .map((name) => serialPortAt(place, name, realPath(join(dir, name, 'device'))))
    .filter((port) => port !== undefined);
}

/** Virtual terminals have no device behind them. */
function serialPortAt(place: Place, name: string, dir: string | undefined): SerialPort | undefined {
  if (dir === undefined) return undefined;
  const usb = usbDeviceAbove(dir);
  const driver = chipDriverOf(dir);
  const drivers = [driver, ...(usb ? driversOf(usb) : [])];
  const isModem = drivers.some((each) => each && MODEM_DRIVERS.has(each));
  const leftAlone = isConsole(place, name) ? 'console' : isModem ? 'modem' : undefined;
  return { ...deviceNode(place, name, stablePathOf(place, name)), driver, usb, leftAlone };
}

function chipDriverOf(dir: string): string | undefined {
  const drivers = upwards(dir).map(driverOf);
  return drivers.find((driver) => driver !== undefined && !BETWEEN.has(driver));
}

/** Where the kernel and a login prompt write. */
function isConsole({ root }: Place, name: string): boolean {
  const consoles = attribute(join(root, 'proc'), 'consoles') ?? '';
  return consoles.split('\n').some((row) => row.split(/\s+/u)[0] === name);
}
