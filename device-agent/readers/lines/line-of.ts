import type { Line } from '../../lines/line.ts';
import type { ReaderSettings } from '../../settings.ts';
import { hidLine } from './hid/hid-line.ts';
import { serialLine } from './serial-line.ts';
import { tcpLine } from './tcp-line.ts';

/** The line that kiosk.yaml describes. */
export function lineOf(reader: ReaderSettings): Line {
  switch (reader.kind) {
    case 'serial':
      return serialLine(reader.path, reader.baud);
    case 'hid':
      return hidLine(reader);
    case 'tcp':
      return tcpLine(reader.host, reader.port);
    default:
      return reader satisfies never;
  }
}
