/** What hangs on this machine, whether or not kiosk.yaml names it. Nothing is sent to any device. */
import { usbName } from '../lines/usb-id.ts';
import { whyUnsupported } from '../readers/lines/hid/known-hid-readers.ts';
import { type Finding, sideBySide } from './finding.ts';
import type { Place } from './machine/device-node.ts';
import { lacksHidLibrary } from './machine/libraries.ts';
import type { Machine } from './machine/machine.ts';
import type { SerialPort } from './machine/serial-ports.ts';
import { isSlipPrinter, type UsbPrinter } from './machine/usb-printers.ts';
import { MISSING_LIBRARY, ONE_WAY_PRINTER, UNSUPPORTED_READER, USB_PAGE_PRINTER } from './mends.ts';
import { surveyHid } from './survey-hid.ts';
import { surveyNode } from './survey-node.ts';

const LEFT_ALONE = {
  console: '系统控制台，不能接设备',
  modem: '上网卡或调制解调器，不去碰它',
} as const satisfies Record<NonNullable<SerialPort['leftAlone']>, string>;

export function survey(machine: Machine, place: Place): Finding[] {
  const hid = machine.hidNodes.flatMap((device) => surveyHid(device, place));
  const found = [
    ...unsupported(machine),
    ...hid,
    ...machine.serialPorts.map((port) => surveySerial(port, place)),
    ...machine.usbPrinters.map((printer) => surveyPrinter(printer, place)),
  ];
  if (hid.length > 0 && lacksHidLibrary(place.root))
    found.push({ verdict: 'wrong', device: '系统库', ...MISSING_LIBRARY });
  return mendOnce(found);
}

function unsupported({ usbDevices }: Machine): Finding[] {
  return usbDevices.flatMap(({ vendorId, productId, product }) => {
    const why = whyUnsupported(vendorId, productId);
    if (why === undefined) return [];
    const facts = [sideBySide(usbName(vendorId, productId), product)];
    return [{ verdict: 'wrong', device: '读卡器', ...UNSUPPORTED_READER[why], facts }];
  });
}

function surveySerial(port: SerialPort, place: Place): Finding {
  const { usb, driver, leftAlone, permission } = port;
  const facts = [
    ...(port.path === `/dev/${port.name}` ? [] : [port.path]),
    sideBySide(
      usb && usbName(usb.vendorId, usb.productId),
      driver && `驱动 ${driver}`,
      `/dev/${port.name}`,
      permission?.says,
    ),
  ];
  const device = '串口';
  const name = usb ? usb.product || 'USB 串口' : '主板上的串口';
  if (leftAlone) return { verdict: 'good', device, says: `${name}：${LEFT_ALONE[leftAlone]}`, facts };
  return { device, ...surveyNode(port, name, place), facts };
}

function surveyPrinter(printer: UsbPrinter, place: Place): Finding {
  const { usb, driver, languages, name, permission } = printer;
  const facts = [
    sideBySide(
      usb && usbName(usb.vendorId, usb.productId),
      driver && `驱动 ${driver}`,
      `/dev/${name}`,
      permission?.says,
    ),
    ...(languages.length > 0 ? [`自报的打印语言：${languages.join('、')}`] : []),
  ];
  const product = usb?.product ?? '';
  const device = '打印机';
  if (!isSlipPrinter(printer))
    return { verdict: 'warning', device, ...named(product, USB_PAGE_PRINTER), facts };
  if (printer.isOneWay) return { verdict: 'warning', device, ...named(product, ONE_WAY_PRINTER), facts };
  const setting = `slip: { kind: escpos, node: ${printer.path} }`;
  return { device, ...surveyNode(printer, product || '小票机', place), facts: [...facts, setting] };
}

function named(name: string, { says, mend }: Pick<Finding, 'says' | 'mend'>): Pick<Finding, 'says' | 'mend'> {
  return { says: name === '' ? says : `${name}：${says}`, mend };
}

/** Four ports with the same trouble need one command: from the second on it is named, not repeated. */
function mendOnce(findings: readonly Finding[]): Finding[] {
  const told = new Set<string>();
  return findings.map((finding) => {
    const run = finding.mend?.run;
    if (run === undefined) return finding;
    if (told.has(run)) return { ...finding, mend: { todo: '同上' } };
    told.add(run);
    return finding;
  });
}
