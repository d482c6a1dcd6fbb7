/** A scanner that the kernel shows as a HID device with the page of bar code scanners: "HID-POS mode". */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { HidStream } from '../lines/hid-stream.ts';
import type { Line } from '../lines/line.ts';
import { Presence } from '../lines/presence.ts';
import { BAR_CODE_SCANNER } from '../lines/usage-pages.ts';
import { hidName, matching } from '../lines/usb-id.ts';
import { listHid, openHid } from '../ports.ts';
import type { HidPorts } from '../readers/lines/hid/hid-line.ts';
import type { ScannerSettings } from '../settings.ts';
import { HidPosFraming } from './hid-pos-framing.ts';
import { layoutOf } from './report-layout.ts';

export interface ScannerPorts extends HidPorts {
  /** The report descriptor of a device; node-hid does not tell it, Linux does. */
  describe(path: string): Promise<Buffer>;
}
const PORTS: ScannerPorts = {
  list: listHid,
  open: openHid,
  describe: (path) => readFile(`/sys/class/hidraw/${basename(path)}/device/report_descriptor`),
};

type HidScanner = Omit<Extract<ScannerSettings, { kind: 'hid' }>, 'kind'>;

export function hidScannerLine(scanner: HidScanner, ports = PORTS): Line {
  const name = hidName(scanner);
  const faces = new Presence(async () => (await ports.list()).filter(matching(scanner)));
  return {
    name,
    isPresent: () => faces.isPresent(),
    async open() {
      const face = (await faces.devicesNow()).find(({ usagePage }) => usagePage === BAR_CODE_SCANNER);
      if (face === undefined) throw new Error(`${name}: not plugged in, or not set to HID-POS mode`);
      const layout = layoutOf(await ports.describe(face.path));
      if (layout === undefined) throw new Error(`${name}: says nowhere in its reports where a code stands`);
      return new HidStream(await ports.open(face.path), new HidPosFraming(layout));
    },
  };
}
