/** A reader on a serial port, at the speed that kiosk.yaml names or the one that is found. */
import { serialLine } from '../../lines/serial-line.ts';
import { type ReaderLine, readerLine, type Way } from './reader-line.ts';

/** Every speed a SAM module can be set to, its default first; the order in which the vendors' own kits look. */
const SPEEDS = [115200, 57600, 38400, 19200, 9600] as const;

export function serialReaderLine(path: string, baud: number | 'auto', statusMs?: number): ReaderLine {
  const speeds = baud === 'auto' ? SPEEDS : [baud];
  const ways = speeds.map((speed): Way => {
    const { open } = serialLine(path, speed);
    return { name: `at ${speed} baud`, at: { kind: 'serial', path, baud: speed }, open };
  });
  const { name, isPresent } = serialLine(path, SPEEDS[0]); // at every speed the same
  return readerLine({ name, isPresent, waysNow: async () => ways }, statusMs);
}
