/** Identity-card readers by the number on their USB plug, as far as anything public says how they speak. */
import { DkEnvelope } from './dk-envelope.ts';
import type { HidFraming } from './hid-framing.ts';
import { lenPrefixFraming } from './len-prefix-framing.ts';
import { rawFraming } from './raw-framing.ts';

export type FramingName = 'raw' | 'len-prefix' | 'dk';

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

/** `VVVV:PPPP`, as `lsusb` prints it. */
const KNOWN: Readonly<Record<string, KnownHidReader>> = {
  /** Source of the vendor's demo; single source. */
  '0483:572b': { name: '德科 DK26ME / DK200ZK', framings: ['dk'] },
  /** Number verified; speaks through a closed library, its framing is not public. */
  '0425:8159': { name: '精伦 iDR21x HID', framings: UNKNOWN },
};

/** Plugs that cannot be read through HID, and the way out. */
const UNSUPPORTED: Readonly<Record<string, string>> = {
  /** Four public sources: bulk pipes of the vendor's own class. */
  '0400:c35a':
    'is not a HID device but speaks its vendor’s own USB class, which is not supported: switch the reader to its USB-serial mode or use its serial variant (kind: serial), or another reader',
  /** The same plug as 0425:8159, waiting for firmware. */
  '0483:df11':
    'is a reader that waits for new firmware (DFU mode) and reads no cards: unplug it and plug it in again',
};

export function usbName(vendorId: number, productId: number): string {
  return [vendorId, productId].map((number) => number.toString(16).padStart(4, '0')).join(':');
}

/** Why no reader can be had at this plug, and the way out; undefined when there may be one. */
export function whyUnsupported(vendorId: number, productId: number): string | undefined {
  const name = usbName(vendorId, productId);
  return UNSUPPORTED[name] && `${name} ${UNSUPPORTED[name]}`;
}

export function framingsOf(vendorId: number, productId: number): readonly FramingName[] {
  return KNOWN[usbName(vendorId, productId)]?.framings ?? UNKNOWN;
}
