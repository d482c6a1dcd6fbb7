/** A reader that the kernel shows as a HID device. */
import { drained } from '../../../lines/drain.ts';
import { HidStream } from '../../../lines/hid-stream.ts';
import { Presence } from '../../../lines/presence.ts';
import { GENERIC_DESKTOP, VENDOR_DEFINED } from '../../../lines/usage-pages.ts';
import { hidName, matching } from '../../../lines/usb-id.ts';
import { type HidDevice, type HidPort, listHid, openHid } from '../../../ports.ts';
import type { LineSettings } from '../../../settings.ts';
import { ReaderFault } from '../../reader-fault.ts';
import { type ReaderLine, readerLine, type Way } from '../reader-line.ts';
import { FRAMINGS, type FramingName, framingsOf } from './known-hid-readers.ts';

export type HidReader = Omit<Extract<LineSettings, { kind: 'hid' }>, 'kind'>;

/** What the system offers; `ports.ts`, and in tests a far end in the same process. */
export interface HidPorts {
  list(): Promise<readonly HidDevice[]>;
  open(path: string): Promise<HidPort>;
}
const PORTS: HidPorts = { list: listHid, open: openHid };

export function hidLine(reader: HidReader, ports = PORTS, statusMs?: number): ReaderLine {
  const { vendorId, productId, framing } = reader;
  const name = hidName(reader);
  const framings = framing === 'auto' ? framingsOf(vendorId, productId) : [framing];
  const faces = new Presence(async () => facesOf(reader, await ports.list()));

  const wayTo = (path: string, tried: FramingName): Way => ({
    name: `in framing ${tried}`,
    at: { ...reader, kind: 'hid', framing: tried },
    open: async () => drained(new HidStream(await ports.open(path), FRAMINGS[tried]())),
  });
  const waysNow = async () => {
    const paths = new Set((await faces.devicesNow()).map(({ path }) => path));
    if (paths.size === 0) throw new ReaderFault('reader_absent', `${name}: not plugged in`);
    return [...paths].flatMap((path) => framings.map((tried) => wayTo(path, tried)));
  };
  return readerLine({ name, isPresent: () => faces.isPresent(), waysNow }, statusMs);
}

/** The reader's faces, its own protocol first; what the system itself uses, a keyboard say, is left alone. */
function facesOf(reader: HidReader, devices: readonly HidDevice[]): HidDevice[] {
  const faces = devices.filter(matching(reader)).filter(({ usagePage }) => usagePage !== GENERIC_DESKTOP);
  const isOwn = ({ usagePage = 0 }: HidDevice) => usagePage >= VENDOR_DEFINED;
  return [...faces.filter(isOwn), ...faces.filter((face) => !isOwn(face))];
}
