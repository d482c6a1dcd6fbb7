import type { Duplex } from 'node:stream';

/** The way to one device: whether there is something at its end, and a stream of bytes to it and back. */
export interface Line {
  /** For people and the log: `/dev/serial/by-id/...`, `hid 0483:572b`, `tcp 192.168.1.30:4001`. */
  readonly name: string;
  /** Looked at every second. A far end that nobody can see before it is opened is present. */
  isPresent(): Promise<boolean>;
  /**
   * A new stream each time. It closes when the device goes; destroyed, it lets go of the device. That it is open says
   * nothing of whether the far end answers.
   * @throws Error when it cannot be opened
   */
  open(): Promise<Duplex>;
}
