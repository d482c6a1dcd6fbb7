/** HID devices that can be opened through /dev/hidrawN, and what their report descriptors call them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hidName } from '../../lines/usb-id.ts';
import { type DeviceNode, deviceNode, type Place } from './device-node.ts';
import { type Usage, usagesIn } from './report-descriptor.ts';
import { attribute, driverOf, namesIn, realPath } from './sysfs.ts';

export interface HidNode extends DeviceNode {
  readonly vendorId: number;
  readonly productId: number;
  readonly product: string;
  readonly serialNumber: string | undefined;
  readonly driver: string | undefined;
  /** What each of its collections is for. */
  readonly usages: readonly Usage[];
}

export function hidNodes(place: Place): HidNode[] {
  const dir = join(place.root, 'sys/class/hidraw');
  return namesIn(dir)
    .map((name) => hidNodeAt(place, name, realPath(join(dir, name, 'device'))))
    .filter((device) => device !== undefined);
}

/** One face of each device that kiosk.yaml can tell from the others: by its number, and its serial number where it has one. */
export function distinct(nodes: readonly HidNode[]): HidNode[] {
  const names = nodes.map(hidName);
  return nodes.filter((_node, at) => names.indexOf(names[at] ?? '') === at);
}

/** `HID_ID=0003:00000483:0000572B` is bus, vendor and product. */
function hidNodeAt(place: Place, name: string, dir: string | undefined): HidNode | undefined {
  if (dir === undefined) return undefined;
  const told = new Map((attribute(dir, 'uevent') ?? '').split('\n').map(keyAndValue));
  const [, vendor = '', product = ''] = told.get('HID_ID')?.split(':') ?? [];
  const vendorId = Number.parseInt(vendor, 16);
  const productId = Number.parseInt(product, 16);
  if (Number.isNaN(vendorId) || Number.isNaN(productId)) return undefined;
  return {
    ...deviceNode(place, name),
    vendorId,
    productId,
    product: told.get('HID_NAME') ?? '',
    serialNumber: told.get('HID_UNIQ') || undefined,
    driver: driverOf(dir),
    usages: usagesIn(descriptorOf(dir)),
  };
}

function descriptorOf(dir: string): Buffer {
  try {
    return readFileSync(join(dir, 'report_descriptor'));
  } catch {
    return Buffer.alloc(0);
  }
}

function keyAndValue(row: string): [string, string] {
  const at = row.indexOf('=');
  return [row.slice(0, at), row.slice(at + 1)];
}
