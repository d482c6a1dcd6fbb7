/** A reader that the kernel shows as a HID device. */
import type { Duplex } from 'node:stream';
import { drained } from '../../../lines/drain.ts';
import { HidStream } from '../../../lines/hid-stream.ts';
import { letGo } from '../../../lines/let-go.ts';
import type { Line } from '../../../lines/line.ts';
import { presenceIn } from '../../../lines/presence.ts';
import { type HidDevice, type HidPort, listHid, openHid } from '../../../ports.ts';
import { ReaderFault } from '../../reader-fault.ts';
import { ANSWER_TIMES } from '../../sam/sam-reader.ts';
import { answersAsReader } from '../probe.ts';
import { FRAMINGS, type FramingName, framingsOf, usbName } from './known-hid-readers.ts';

export interface HidReader {
  readonly vendorId: number;
  readonly productId: number;
  /** Which one, where two of a kind hang on one machine. */
  readonly serialNumber?: string | undefined;
  readonly framing: FramingName | 'auto';
}

/** What the system offers; `ports.ts`, and in tests a far end in the same process. */
export interface HidPorts {
  list(): Promise<readonly HidDevice[]>;
  open(path: string): Promise<HidPort>;
}
const PORTS: HidPorts = { list: listHid, open: openHid };

const GENERIC_DESKTOP = 0x01;
const VENDOR_DEFINED = 0xff00;

export function hidLine(reader: HidReader, ports = PORTS, statusMs = ANSWER_TIMES.statusMs): Line {
  const { vendorId, productId, serialNumber, framing } = reader;
  const name = ['hid', usbName(vendorId, productId), serialNumber].filter(Boolean).join(' ');
  const framings = framing === 'auto' ? framingsOf(vendorId, productId) : [framing];
  const pathsNow = async () => pathsOf(reader, await ports.list());

  return {
    name,
    isPresent: presenceIn(pathsNow),
    async open() {
      const paths = await pathsNow();
      if (paths.length === 0) throw new ReaderFault('reader_absent', `${name}: not plugged in`);
      for (const path of paths) {
        for (const tried of framings) {
          const line = await drained<Duplex>(new HidStream(await ports.open(path), FRAMINGS[tried]()));
          if (await answersAsReader(line, statusMs)) return line;
          await letGo(line);
        }
      }
      throw new ReaderFault('reader_silent', `${name}: no answer in framing ${framings.join(', ')}`);
    },
  };
}

/** The reader's faces, its own protocol first; what the system itself uses, a keyboard say, is left alone. */
function pathsOf({ vendorId, productId, serialNumber }: HidReader, devices: readonly HidDevice[]): string[] {
  const faces = devices.filter(
    (device) =>
      device.vendorId === vendorId &&
      device.productId === productId &&
      (serialNumber === undefined || device.serialNumber === serialNumber) &&
      device.usagePage !== GENERIC_DESKTOP,
  );
  const isOwn = ({ usagePage = 0 }: HidDevice) => usagePage >= VENDOR_DEFINED;
  const sorted = [...faces.filter(isOwn), ...faces.filter((face) => !isOwn(face))];
  return [...new Set(sorted.map(({ path }) => path))];
}
