/**
 * The simulated printer and our reading of it, held against receiptio: a client that others wrote, with tables of its own.
 * Were the simulated bytes wrong in the way our driver is wrong, the two would not agree.
 */
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { print } from 'receiptio';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { profile } from '#printers/escpos/profiles/plain.ts';
import { escposSlipDriver } from '#printers/escpos/slip-driver.ts';
import { SlipMechanism } from '#sim/printers/slip/mechanism.ts';

/** receiptio knows no other. */
const PORT = 9100;

/** A printer on the network. An address of its own among those of the loopback keeps the one port free. */
class NetworkPrinter extends SlipMechanism {
  readonly address = `127.${randomInt(1, 255)}.${randomInt(256)}.${randomInt(1, 255)}`;
  onRow = () => {};
  readonly #server: Server;
  #line: Socket | undefined;

  constructor() {
    super(() => {
      this.onRow();
      return undefined;
    });
    this.#server = createServer((socket) => {
      this.#line = socket;
      socket.on('data', (bytes) => this.receive(bytes));
      socket.on('error', () => {}); // the client closes without a word
    });
  }

  async switchOn(): Promise<void> {
    this.#server.listen(PORT, this.address);
    await once(this.#server, 'listening');
  }

  async heard(): Promise<void> {
    const [socket] = await once(this.#server, 'connection');
    await once(socket, 'data');
  }

  async pullCable(): Promise<void> {
    this.#line?.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }

  protected override say(bytes: Buffer): void {
    this.#line?.write(bytes);
  }
}

async function startPrinter(): Promise<NetworkPrinter> {
  const printer = new NetworkPrinter();
  await printer.switchOn();
  onTestFinished(() => printer.pullCable().catch(() => {}));
  return printer;
}

function driverFor({ address }: NetworkPrinter) {
  const open = async () => {
    const socket = connect({ port: PORT, host: address });
    await once(socket, 'connect');
    return socket;
  };
  const limits = { answerWithinMs: 500, pollMs: 5, lostAfterMs: 1000, completeWithinMs: 3000 };
  const driver = escposSlipDriver({ open, profile: { ...profile, tellsJams: true }, ...limits });
  onTestFinished(() => driver.close());
  return driver;
}

/** The printer has one line: whoever asks first lets go of it first. */
async function ourWord(printer: NetworkPrinter): Promise<string> {
  const driver = driverFor(printer);
  const { conditions } = await driver.status();
  await driver.close();
  return conditions.join(' ');
}

const theirWord = ({ address }: NetworkPrinter) => print('', `-d ${address} -p escpos -q`);

afterEach(() => {
  vi.useRealTimers();
});

describe('receiptio and the driver agree on a printer that', () => {
  it.each<[string, (printer: NetworkPrinter) => void, string, string]>([
    ['is well', () => {}, '', 'online'],
    ['has no paper', (printer) => printer.emptyPaper(), 'paper_out', 'paperempty'],
    ['has its cover open', (printer) => printer.openCover(), 'cover_open', 'coveropen'],
    ['is jammed', (printer) => printer.jam(), 'jam', 'error'],
  ])('%s', async (_, act, ours, theirs) => {
    const printer = await startPrinter();
    act(printer);
    expect(await ourWord(printer)).toBe(ours);
    expect(await theirWord(printer)).toBe(theirs);
  });

  it('is well again', async () => {
    const printer = await startPrinter();
    printer.emptyPaper();
    printer.openCover();
    expect(await ourWord(printer)).toBe('cover_open paper_out');
    expect(await theirWord(printer)).toBe('coveropen');
    printer.closeCover();
    expect(await theirWord(printer)).toBe('paperempty');
    printer.fillPaper();
    expect(await ourWord(printer)).toBe('');
    expect(await theirWord(printer)).toBe('online');
  });

  it('has its power off: the line is there and nobody answers', async () => {
    const printer = await startPrinter();
    printer.isMute = true;
    expect(await ourWord(printer)).toBe('offline');
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
    const heard = printer.heard();
    const word = theirWord(printer);
    await heard;
    await vi.advanceTimersByTimeAsync(2000 + 10_000); // its two waits
    expect(await word).toBe('offline');
  });

  it('is not there', async () => {
    const printer = await startPrinter();
    await printer.pullCable();
    expect(await ourWord(printer)).toBe('offline');
    expect(await theirWord(printer)).toBe('disconnect');
  });
});

describe('receiptio understands the automatic status of a printer that, in the middle of its slip,', () => {
  it.each<[string, (printer: NetworkPrinter) => void, string]>([
    ['runs out of paper', (printer) => printer.emptyPaper(), 'paperempty'],
    ['has its cover opened', (printer) => printer.openCover(), 'coveropen'],
    ['jams', (printer) => printer.jam(), 'error'],
  ])('%s', async (_, act, theirs) => {
    const printer = await startPrinter();
    printer.onRow = () => act(printer);
    expect(await print('办理小票', `-d ${printer.address} -p escpos -l zh-hans`)).toBe(theirs);
  });
});
