import type { ReaderSettings } from '../../settings.ts';
import type { Line } from './line.ts';
import { serialLine } from './serial-line.ts';

/** The line that kiosk.yaml describes. */
export function lineOf(reader: ReaderSettings): Line {
  switch (reader.kind) {
    case 'serial':
      return serialLine(reader.path, reader.baud);
    case 'hid':
    case 'tcp':
      throw new Error(`reader.kind ${reader.kind} is being built`);
    default:
      return reader satisfies never;
  }
}
