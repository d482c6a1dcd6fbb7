import { tcpLine } from '../../lines/tcp-line.ts';
import type { LineSettings } from '../../settings.ts';
import { hidLine } from './hid/hid-line.ts';
import { type ReaderLine, readerLine } from './reader-line.ts';
import { serialReaderLine } from './serial-reader-line.ts';

/** The line that kiosk.yaml describes. */
export function lineOf(reader: LineSettings): ReaderLine {
  switch (reader.kind) {
    case 'serial':
      return serialReaderLine(reader.path, reader.baud);
    case 'hid':
      return hidLine(reader);
    case 'tcp':
      return behindServer(reader);
    default:
      return reader satisfies never;
  }
}

/** The speed is the serial server's affair. */
function behindServer(at: Extract<LineSettings, { kind: 'tcp' }>): ReaderLine {
  const line = tcpLine(at.host, at.port);
  return readerLine({ ...line, waysNow: async () => [{ name: 'through the server', at, open: line.open }] });
}
