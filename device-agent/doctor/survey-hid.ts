/** What a HID device is to a kiosk: a reader that is known, a scanner, something that types; the rest is passed over. */
import { BAR_CODE_SCANNER, GENERIC_DESKTOP, VENDOR_DEFINED } from '../lines/usage-pages.ts';
import { usbName } from '../lines/usb-id.ts';
import { KNOWN_HID_READERS } from '../readers/lines/hid/known-hid-readers.ts';
import { type Finding, sideBySide } from './finding.ts';
import type { Place } from './machine/device-node.ts';
import type { HidNode } from './machine/hid-nodes.ts';
import { surveyNode } from './survey-node.ts';

/** On the page Generic Desktop. */
const KEYBOARD = 0x06;

export type HidRole = 'reader' | 'scanner' | 'keyboard' | 'vendor';

/** Undefined for mice, touch screens and whatever else is none of ours. */
export function roleOf({ vendorId, productId, usages }: HidNode): HidRole | undefined {
  if (KNOWN_HID_READERS[usbName(vendorId, productId)]) return 'reader';
  if (usages.some(({ page }) => page === BAR_CODE_SCANNER)) return 'scanner';
  if (usages.some(({ page, usage }) => page === GENERIC_DESKTOP && usage === KEYBOARD)) return 'keyboard';
  return usages.length > 0 && usages.every(({ page }) => page >= VENDOR_DEFINED) ? 'vendor' : undefined;
}

const DEVICE = {
  reader: '读卡器',
  scanner: '扫码器',
  keyboard: '键盘类',
  vendor: 'HID',
} as const satisfies Record<HidRole, string>;

export function surveyHid(device: HidNode, place: Place): Finding[] {
  const role = roleOf(device);
  if (role === undefined) return [];
  const { permission, driver, path, product } = device;
  const plug = usbName(device.vendorId, device.productId);
  const known = KNOWN_HID_READERS[plug]?.name;
  const name = known ?? (product || plug);
  const facts = [
    sideBySide(plug, driver && `驱动 ${driver}`, path, permission?.says),
    ...hintsOf(role, plug),
  ];
  const isOurs = role === 'reader' || role === 'scanner';
  const standing = isOurs ? surveyNode(device, name, place) : { verdict: 'good' as const, says: name };
  return [{ device: DEVICE[role], facts, ...standing }];
}

/** As kiosk.yaml takes it. */
export function idsOf(plug: string): string {
  const [vendorId, productId] = plug.split(':');
  return `vendorId: 0x${vendorId}, productId: 0x${productId}`;
}

function hintsOf(role: HidRole, plug: string): string[] {
  switch (role) {
    case 'reader':
      return [`reader: { kind: hid, ${idsOf(plug)} }`];
    case 'scanner':
      return [`scanner: { kind: hid, ${idsOf(plug)} }`];
    case 'keyboard':
      return ['键盘式扫码器不用写进 kiosk.yaml；键盘式读卡器只报卡号，读不了身份证'];
    case 'vendor':
      return ['厂商自定义；如果是读卡器，可以试：', `reader: { kind: hid, ${idsOf(plug)} }`];
    default:
      return role satisfies never;
  }
}
