/** The far end of a network cable: a box that passes bytes on between one serial line and whoever connects. */
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { SerialPort } from 'serialport';

export interface SerialServerOptions {
  /** What a new connection hears first: what the box still had of an earlier one. */
  readonly leftOver?: Uint8Array;
  /** Sends each byte in a packet of its own. */
  readonly drips?: boolean;
}

export class SerialServer {
  readonly #serial: SerialPort;
  readonly #options: SerialServerOptions;
  readonly #sockets = new Set<Socket>();
  readonly #server: Server;
  #connections = 0;
  #isDeaf = false;

  private constructor(path: string, options: SerialServerOptions) {
    this.#options = options;
    this.#serial = new SerialPort({ path, baudRate: 115200 });
    this.#serial.on('data', (bytes: Buffer) => this.#toNetwork(bytes)).on('error', () => {});
    this.#server = createServer({ noDelay: true }, (socket) => this.#take(socket));
  }

  static async open(path: string, options: SerialServerOptions = {}): Promise<SerialServer> {
    const box = new SerialServer(path, options);
    box.#server.listen(0, '127.0.0.1');
    await Promise.all([once(box.#server, 'listening'), once(box.#serial, 'open')]);
    return box;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** How often somebody connected. */
  get connections(): number {
    return this.#connections;
  }

  /** From now on connections are taken and held, and nothing is passed on: a box whose inside hangs. */
  set isDeaf(isDeaf: boolean) {
    this.#isDeaf = isDeaf;
  }

  /** Ends every connection in order, as a box does that another master asked for. */
  hangUp(): void {
    for (const socket of this.#sockets) socket.end();
  }

  /** Breaks every connection off, as a box does that lost its power and has it again. */
  reset(): void {
    for (const socket of this.#sockets) socket.resetAndDestroy();
  }

  async close(): Promise<void> {
    this.reset();
    this.#server.close();
    if (this.#serial.isOpen) await new Promise((resolve) => this.#serial.close(resolve));
  }

  #take(socket: Socket): void {
    this.#connections += 1;
    this.#sockets.add(socket);
    socket.on('close', () => this.#sockets.delete(socket)).on('error', () => {});
    socket.on('data', (bytes: Buffer) => void (this.#isDeaf || this.#serial.write(bytes)));
    if (this.#options.leftOver) socket.write(this.#options.leftOver);
  }

  #toNetwork(bytes: Buffer): void {
    if (this.#isDeaf) return;
    const pieces = this.#options.drips ? Array.from(bytes, (byte) => Buffer.of(byte)) : [bytes];
    for (const socket of this.#sockets) for (const piece of pieces) socket.write(piece);
  }
}
