import type { Duplex } from 'node:stream';

/** The way to one reader: whether there is something at its end, and a stream of bytes to it and back. */
export interface Line {
  /** For people and the log: `/dev/serial/by-id/...`, `hid 0483:572b`, `tcp 192.168.1.30:4001`. */
  readonly name: string;
  /** Looked at every second. A far end that nobody can see before it is opened is present. */
  isPresent(): Promise<boolean>;
  /**
   * A new stream each time, at the speed and in the framing that the reader answers to, with nothing old left in it.
   * It closes when the device goes; destroyed, it lets go of the device.
   * @throws ReaderFault reader_silent when nothing there answers as a reader; Error when it cannot be opened
   */
  open(): Promise<Duplex>;
}
