/** The only importer of serialport: what comes out is an ordinary Duplex that closes when the device goes. */
import type { Duplex } from 'node:stream';
import { SerialPort } from 'serialport';

export interface SerialLine {
  /** A stable name, e.g. /dev/serial/by-id/..., for ttyUSB0 may come back as ttyUSB1. */
  readonly path: string;
  readonly baud: number;
}

/**
 * serialport keeps its object alive after a close, and sends on the next open what was written in between.
 * Here a port that closed is destroyed, and a destroyed port is closed: one object, one opening.
 */
class OneOpening extends SerialPort {
  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    if (this.isOpen) this.close(() => done(error));
    else done(error);
  }
}

/**
 * Opens a line, 8 data bits, no parity, 1 stop bit, no flow control, and throws away what was waiting in it.
 * Modem lines are left alone: Linux raises DTR and RTS itself, and a line without them (a pty) answers ENOTTY.
 * The stream flows from the start, as serialport notices an unplugged device only while it reads.
 * @throws Error when the path cannot be opened or another program holds it
 */
export async function openSerial({ path, baud }: SerialLine): Promise<Duplex> {
  const port = new OneOpening({ path, baudRate: baud, autoOpen: false });
  await settled((done) => port.open(done));
  port.on('data', () => {});
  port.on('error', () => {}); // the loss itself is told by 'close'
  port.on('close', () => port.destroy());
  port.on('end', () => port.destroy()); // a read of zero bytes is how some drivers say "unplugged"
  await settled((done) => port.flush(done)).catch(() => port.destroy());
  return port;
}

function settled(act: (done: (error: Error | null) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => act((error) => (error ? reject(error) : resolve())));
}
