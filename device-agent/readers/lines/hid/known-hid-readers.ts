/** Identity-card readers by the number on their USB plug, as far as anything public says how they speak. */

import type { HidFraming } from '../../../lines/hid-framing.ts';
import { usbName } from '../../../lines/usb-id.ts';
import { DkEnvelope } from './dk-envelope.ts';
import { lenPrefixFraming } from './len-prefix-framing.ts';
import { rawFraming } from './raw-framing.ts';

export const FRAMING_NAMES = ['raw', 'len-prefix', 'dk'] as const;
export type FramingName = (typeof FRAMING_NAMES)[number];

export const FRAMINGS: Readonly<Record<FramingName, () => HidFraming>> = {
  raw: rawFraming,
  'len-prefix': lenPrefixFraming,
  dk: () => new DkEnvelope(),
};

/** The order in which an unknown reader is tried. `raw` is last: it would also take what another framing left behind. */
const UNKNOWN: readonly FramingName[] = ['dk', 'len-prefix', 'raw'];

interface KnownHidReader {
  readonly name: string;
  /** Tried one after the other, until one of them brings a checked answer. */
  readonly framings: readonly FramingName[];
}

/** By `VVVV:PPPP`, as `lsusb` prints it. Each has a rule in deploy/70-linli.rules. */
export const KNOWN_HID_READERS: Readonly<Record<string, KnownHidReader>> = {
  /** Source of the vendor's demo; single source. */
  '0483:572b': { name: '德科 DK26ME / DK200ZK', framings: ['dk'] },
  /** Number verified; speaks through a closed library, its framing is not public. */
  '0425:8159': { name: '精伦 iDR21x HID', framings: UNKNOWN },
};

/** Why a plug cannot be read; the way out stands in device-agent/doctor/mends.ts. */
const UNSUPPORTED = {
  /** Four public sources: not HID, but bulk pipes of the vendor's own class. */
  '0400:c35a': 'vendor_class',
  /** The same plug as 0425:8159, waiting for firmware (DFU mode); also any other device with this chip. */
  '0483:df11': 'awaits_firmware',
} as const;
export type Unsupported = (typeof UNSUPPORTED)[keyof typeof UNSUPPORTED];

/** Undefined when there may be a reader at this plug. */
export function whyUnsupported(vendorId: number, productId: number): Unsupported | undefined {
  const name = usbName(vendorId, productId);
  return Object.entries(UNSUPPORTED).find(([plug]) => plug === name)?.[1];
}

export function framingsOf(vendorId: number, productId: number): readonly FramingName[] {
  return KNOWN_HID_READERS[usbName(vendorId, productId)]?.framings ?? UNKNOWN;
}
