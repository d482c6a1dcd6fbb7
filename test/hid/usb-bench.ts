import { join } from 'node:path';
import { readCardFile } from '../sim/reader/card-file.ts';
import type { Wish } from './bench-line.ts';
import { type AdapterSockets, UsbAdapter } from './usb-adapter.ts';
import { WiredReader } from './wired-reader.ts';

const CARDS = join(import.meta.dirname, '../sim/cards');

/** The reader on the guest's USB socket: its plug and its card, moved when the guest wishes it. */
export class UsbBench {
  readonly #reader: WiredReader;
  readonly #sockets: AdapterSockets;
  #adapter: UsbAdapter | undefined;

  private constructor(reader: WiredReader, sockets: AdapterSockets) {
    this.#reader = reader;
    this.#sockets = sockets;
  }

  /** Before the guest is there: its adapter wants something at the end of its wire. */
  static async setUp(sockets: AdapterSockets): Promise<UsbBench> {
    return new UsbBench(await WiredReader.at(sockets.wire), sockets);
  }

  async grant(wish: Wish): Promise<void> {
    this.#adapter ??= await UsbAdapter.reach(this.#sockets);
    const adapter = this.#adapter;
    switch (wish) {
      case 'lay':
        this.#reader.card = readCardFile(CARDS, 'wang-yangli.json');
        return;
      case 'lift':
        this.#reader.card = null;
        return;
      case 'plug':
        this.#reader.restart();
        return await adapter.plug();
      case 'unplug':
        return await adapter.unplug();
      case 'unplug_in_read':
        return await this.#reader.breakNextRead(() => adapter.unplug());
      default:
        return wish satisfies never;
    }
  }

  close(): void {
    this.#adapter?.close();
    this.#reader.close();
  }
}
