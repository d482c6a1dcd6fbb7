import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { Worker } from 'node:worker_threads';
import { afterEach, expect, it } from 'vitest';
import { CardStation } from '../../../device-agent/card/card-station.ts';
import { tcpLine } from '../../../device-agent/lines/tcp-line.ts';
import { SamReader } from '../../../device-agent/readers/sam/sam-reader.ts';
import { readCardFile } from '../../sim/reader/card-file.ts';
import { CardReader } from '../../sim/reader/card-reader.ts';
import { SerialServer, type SerialServerOptions } from '../../sim/reader/serial-server.ts';
import { FOUND } from '../readers/sam/vectors.ts';

const CARD = readCardFile(join(import.meta.dirname, '../../sim/cards'), 'wang-yangli.json');

const opened: { destroy(): void }[] = [];
afterEach(() => {
  for (const each of opened.splice(0)) each.destroy();
});

async function serverBefore(options: SerialServerOptions = {}) {
  const far = await CardReader.plugIn();
  const box = await SerialServer.open(far.path, options);
  opened.push({ destroy: () => void box.close().then(() => far.unplug()) });
  return { far, box };
}

async function openTo({ port }: { port: number }): Promise<Duplex> {
  const line = await tcpLine('127.0.0.1', port).open();
  opened.push(line);
  return line;
}

it('reads a card though every byte comes in a packet of its own and junk stands before the answer', async () => {
  const { far, box } = await serverBefore({ drips: true });
  far.lay(CARD);
  far.fail('read', { kind: 'garbage' });
  const reader = new SamReader(await openTo(box));
  expect(await reader.find()).toBe(true);
  await reader.select();
  const { text } = await reader.readCardData();
  expect(text.toString('utf16le')).toContain(CARD.name);
});

it('takes nothing for an answer that the box still had of an earlier connection', async () => {
  const { box } = await serverBefore({ leftOver: Buffer.from(FOUND, 'hex') });
  expect(await new SamReader(await openTo(box)).find()).toBe(false);
});

it.each(['hangUp', 'reset'] as const)('closes when the box ends the connection: %s', async (ends) => {
  const { far, box } = await serverBefore();
  far.fail('status', { kind: 'silence' });
  const line = await openTo(box);
  const closed = new Promise((resolve) => line.once('close', resolve));
  const asking = new SamReader(line, { statusMs: 10_000 }).checkStatus();
  box[ends]();
  await expect(asking).rejects.toMatchObject({ code: 'reader_absent' });
  await closed;
});

it('calls a box silent that takes the connection and answers nothing', async () => {
  const { box } = await serverBefore();
  box.isDeaf = true;
  const reader = new SamReader(await openTo(box), { statusMs: 40 });
  await expect(reader.checkStatus()).rejects.toMatchObject({ code: 'reader_silent' });
});

it('is lost by its heartbeat when the box holds the connection and passes nothing on, and found again', async () => {
  const { box } = await serverBefore();
  const station = new CardStation({
    line: tcpLine('127.0.0.1', box.port),
    log: () => {},
    statusMs: 40,
    findMs: 40,
    heartbeatMs: 20,
    pollMs: 10,
    wakeWithinMs: 100,
    backoffMs: [10],
  });
  const states: string[] = [];
  station.onChange(({ device }) => states.push(device.state));
  opened.push({ destroy: () => void station.stop() });
  station.start();
  await expect.poll(() => station.view.device.state).toBe('ready');
  box.isDeaf = true;
  await expect.poll(() => states).toContain('lost');
  expect(station.view.device.fault).toBe('reader_silent');
  box.isDeaf = false;
  await expect.poll(() => station.view.device.state, { timeout: 10_000 }).toBe('ready');
  expect(box.connections).toBeGreaterThan(1);
});

it('is always to be seen, and says why nobody takes the connection', async () => {
  const { box } = await serverBefore();
  const { port } = box;
  await box.close();
  const line = tcpLine('127.0.0.1', port);
  expect(await line.isPresent()).toBe(true);
  await expect(line.open()).rejects.toThrow('ECONNREFUSED');
});

it('gives up on an address where nobody answers the knock', async () => {
  const port = await portOfAFullHouse();
  const times = { connectWithinMs: 100, keepAliveAfterMs: 1000 };
  await expect(tcpLine('127.0.0.1', port, times).open()).rejects.toThrow(
    `tcp 127.0.0.1:${port}: no connection within 100 ms`,
  );
});

it('names an address of colons so that its port can be told from it', () => {
  expect(tcpLine('fd00::30', 4001).name).toBe('tcp [fd00::30]:4001');
});

/** A server that takes no call any more, with its waiting room full: the system drops further knocks unanswered. */
async function portOfAFullHouse(): Promise<number> {
  const worker = new Worker(
    `const { parentPort } = require('node:worker_threads');
     const server = require('node:net').createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
       parentPort.postMessage(server.address().port);
       Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
     });`,
    { eval: true },
  );
  opened.push({ destroy: () => void worker.terminate() });
  const [port] = (await once(worker, 'message')) as [number];
  for (let full = false; !full; ) full = !(await connectsSoon(connect(port, '127.0.0.1')));
  return port;
}

async function connectsSoon(caller: Socket): Promise<boolean> {
  opened.push(caller);
  caller.on('error', () => {});
  const tooLate = new Promise<false>((resolve) => setTimeout(resolve, 200, false));
  return Promise.race([once(caller, 'connect').then(() => true), tooLate]);
}
