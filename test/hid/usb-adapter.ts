/** The plug of the emulated USB serial adapter (an FTDI chip to the guest), pulled and put back through QMP. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { createInterface } from 'node:readline';

const ID = 'adapter';
const WIRE = 'reader';
const DEVICE = { driver: 'usb-serial', id: ID, chardev: WIRE, 'always-plugged': true };

export interface AdapterSockets {
  /** The serial side of the adapter: qemu is the client. */
  readonly wire: string;
  /** Where qemu takes orders. */
  readonly monitor: string;
}

/** What qemu is told so that the adapter is there from the start. */
export function adapterArguments({ wire, monitor }: AdapterSockets): string[] {
  return [
    ...['-device', 'qemu-xhci'],
    ...['-chardev', `socket,id=${WIRE},path=${wire},reconnect=1`],
    ...['-device', `${DEVICE.driver},id=${ID},chardev=${WIRE},always-plugged=on`],
    ...['-qmp', `unix:${monitor},server=on,wait=off`],
  ];
}

type Answer = {
  readonly return?: unknown;
  readonly error?: { readonly desc: string };
  readonly event?: string;
};

export class UsbAdapter {
  readonly #monitor: Socket;
  #isPlugged = true;
  readonly #waiting: { is: (answer: Answer) => boolean; heard: (answer: Answer) => void }[] = [];

  private constructor(monitor: Socket) {
    this.#monitor = monitor;
    createInterface({ input: monitor }).on('line', (line) => {
      const answer = JSON.parse(line) as Answer;
      const at = this.#waiting.findIndex(({ is }) => is(answer));
      if (at !== -1) this.#waiting.splice(at, 1)[0]?.heard(answer);
    });
  }

  static async reach({ monitor: path }: AdapterSockets): Promise<UsbAdapter> {
    const monitor = connect(path);
    await once(monitor, 'connect');
    const adapter = new UsbAdapter(monitor);
    await adapter.#order('qmp_capabilities');
    return adapter;
  }

  /** The device is gone from the bus when this resolves; what the guest makes of it is the guest's affair. */
  async unplug(): Promise<void> {
    if (!this.#isPlugged) return;
    this.#isPlugged = false;
    const gone = this.#hear((answer) => answer.event === 'DEVICE_DELETED');
    await this.#order('device_del', { id: ID });
    await gone;
  }

  async plug(): Promise<void> {
    if (this.#isPlugged) return;
    await this.#order('device_add', DEVICE);
    this.#isPlugged = true;
  }

  close(): void {
    this.#monitor.destroy();
  }

  async #order(execute: string, args: object = {}): Promise<void> {
    const answered = this.#hear((answer) => 'return' in answer || 'error' in answer);
    this.#monitor.write(`${JSON.stringify({ execute, arguments: args })}\n`);
    const { error } = await answered;
    if (error) throw new Error(`qemu refuses ${execute}: ${error.desc}`);
  }

  #hear(is: (answer: Answer) => boolean): Promise<Answer> {
    return new Promise((heard) => this.#waiting.push({ is, heard }));
  }
}
