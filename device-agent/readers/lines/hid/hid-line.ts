/** A reader that the kernel shows as a HID device. */
import type { Duplex } from 'node:stream';
import { drained } from '../../../lines/drain.ts';
import { HidStream } from '../../../lines/hid-stream.ts';
import { letGo } from '../../../lines/let-go.ts';
import type { Line } from '../../../lines/line.ts';
import { presenceIn } from '../../../lines/presence.ts';
import { GENERIC_DESKTOP, VENDOR_DEFINED } from '../../../lines/usage-pages.ts';
import { hidName, matching, type UsbId } from '../../../lines/usb-id.ts';
import { type HidDevice, type HidPort, listHid, openHid } from '../../../ports.ts';
import { ReaderFault } from '../../reader-fault.ts';
import { ANSWER_TIMES } from '../../sam/sam-reader.ts';
import { answersAsReader } from '../probe.ts';
import { FRAMINGS, type FramingName, framingsOf } from './known-hid-readers.ts';

export interface HidReader extends UsbId {
  readonly framing: FramingName | 'auto';
}

/** What the system offers; `ports.ts`, and in tests a far end in the same process. */
export interface HidPorts {
  list(): Promise<readonly HidDevice[]>;
  open(path: string): Promise<HidPort>;
}
const PORTS: HidPorts = { list: listHid, open: openHid };

export function hidLine(reader: HidReader, ports = PORTS, statusMs = ANSWER_TIMES.statusMs): Line {
  const { vendorId, productId, framing } = reader;
  const name = hidName(reader);
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
function pathsOf(reader: HidReader, devices: readonly HidDevice[]): string[] {
  const faces = devices.filter(matching(reader)).filter(({ usagePage }) => usagePage !== GENERIC_DESKTOP);
  const isOwn = ({ usagePage = 0 }: HidDevice) => usagePage >= VENDOR_DEFINED;
  const sorted = [...faces.filter(isOwn), ...faces.filter((face) => !isOwn(face))];
  return [...new Set(sorted.map(({ path }) => path))];
}
