/** A slip from the driver to the paper by each way that kiosk.yaml knows, opened as the agent opens it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'valibot';
import { expect, it, onTestFinished } from 'vitest';
import type { PrinterDriver } from '#printers/contract.ts';
import { escposSlipDriver } from '#printers/escpos/slip-driver.ts';
import { SlipPrinter } from '#sim/printers/slip-printer.ts';
import { openPty } from '#sim/pty.ts';
import { slipLineOf } from '../../../../device-agent/printing/lines/slip-line-of.ts';
import { slipSettings } from '../../../../device-agent/printing/lines/slip-settings.ts';
import { SerialServer, type SerialServerOptions } from '../../../sim/reader/serial-server.ts';

const SLIP = {
  lines: [
    { kind: 'text', text: '居住证明回执', align: 'centre', size: 'double' },
    { kind: 'pair', name: '编号', value: '000017' },
    { kind: 'text', text: '请取走证明' },
  ],
};
const WAYS = ['serial', 'usb', 'tcp'] as const;

async function switchOn(): Promise<{ printer: SlipPrinter; path: string }> {
  const dir = mkdtempSync(join(tmpdir(), 'slip-journey-'));
  const printer = new SlipPrinter({ dir, link: join(dir, 'printer') });
  onTestFinished(() => {
    printer.stop();
    rmSync(dir, { recursive: true });
  });
  return { printer, path: await printer.plug() };
}

async function boxBefore(path: string, options: SerialServerOptions = {}): Promise<SerialServer> {
  const box = await SerialServer.open(path, options);
  onTestFinished(() => box.close());
  return box;
}

function driverOf(slip: object): PrinterDriver {
  const { at, profile } = parse(slipSettings, { kind: 'escpos', ...slip });
  const limits = { answerWithinMs: 300, pollMs: 5, lostAfterMs: 400, completeWithinMs: 3000 };
  const driver = escposSlipDriver({ open: slipLineOf(at).open, profile, ...limits });
  onTestFinished(() => driver.close());
  return driver;
}

async function wayTo(
  path: string,
  way: (typeof WAYS)[number],
  options?: SerialServerOptions,
): Promise<object> {
  if (way === 'serial') return { path };
  if (way === 'usb') return { node: path };
  return { host: '127.0.0.1', port: (await boxBefore(path, options)).port };
}

/** What was heard of it; called off once it is blocked. */
async function print(driver: PrinterDriver): Promise<string[]> {
  const bytes = Buffer.from(JSON.stringify(SLIP));
  const job = { name: 'receipt', mediaType: 'application/vnd.linli.slip+json', bytes, pages: 1 };
  const callOff = new AbortController();
  const types: string[] = [];
  for await (const { type } of driver.print(job, callOff.signal)) {
    types.push(type);
    if (type === 'blocked') callOff.abort();
  }
  return types;
}

it.each(WAYS)('prints a slip and believes that it is out: %s', async (way) => {
  const { printer, path } = await switchOn();
  const driver = driverOf(await wayTo(path, way));
  expect(await driver.status()).toMatchObject({ conditions: [], busy: false });
  expect((await print(driver)).at(-1)).toBe('done');
  expect(printer.papers).toHaveLength(1);
  expect(printer.papers[0]?.join()).toContain('000017');
});

it.each(WAYS)('sees that the paper is out, and that it is back: %s', async (way) => {
  const { printer, path } = await switchOn();
  const driver = driverOf(await wayTo(path, way));
  printer.emptyPaper();
  expect((await driver.status()).conditions).toEqual(['paper_out']);
  printer.fillPaper();
  expect((await driver.status()).conditions).toEqual([]);
});

it('understands answers of which each byte comes in a packet of its own', async () => {
  const { printer, path } = await switchOn();
  const driver = driverOf(await wayTo(path, 'tcp', { drips: true }));
  expect((await print(driver)).at(-1)).toBe('done');
  expect(printer.papers).toHaveLength(1);
});

it('calls a network printer offline that holds the connection and answers nothing, and has it back', async () => {
  const { printer, path } = await switchOn();
  const box = await boxBefore(path);
  const driver = driverOf({ host: '127.0.0.1', port: box.port });
  expect((await driver.status()).conditions).toEqual([]);
  box.isDeaf = true;
  expect((await driver.status()).conditions).toEqual(['offline']);
  box.isDeaf = false;
  expect((await print(driver)).at(-1)).toBe('done');
  expect(printer.papers).toHaveLength(1);
  expect(box.connections).toBe(2);
});

it('leaves a slip in doubt when the connection is broken off in its middle, and connects anew', async () => {
  const { printer, path } = await switchOn();
  const box = await boxBefore(path);
  const driver = driverOf({ host: '127.0.0.1', port: box.port });
  await driver.status();
  printer.onBytes = (bytes) => {
    if (bytes.length > 100) box.reset(); // a piece of the slip, not a question
  };
  expect((await print(driver)).at(-1)).toBe('uncertain');
  printer.onBytes = () => {};
  expect((await driver.status()).conditions).toEqual([]);
});

it('is offline while nobody takes the connection', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  await new Promise((resolve) => server.close(resolve));
  const driver = driverOf({ host: '127.0.0.1', port });
  expect((await driver.status()).conditions).toEqual(['offline']);
  expect(await print(driver)).toEqual(['blocked', 'not_printed']);
});

it('breaks a connection off when it gives the printer up, so that nothing is offered to it later', async () => {
  const callers: Socket[] = [];
  const ends: unknown[] = [];
  const server = createServer((caller) => {
    callers.push(caller);
    caller.on('error', (why: NodeJS.ErrnoException) => ends.push(why.code)).on('end', () => ends.push('end'));
    caller.resume();
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  const driver = driverOf({ host: '127.0.0.1', port: typeof address === 'object' ? address?.port : 0 });
  expect((await driver.status()).conditions).toEqual(['offline']);
  await expect.poll(() => ends).toEqual(['ECONNRESET']);
});

it('has a printer on USB that only takes and never answers for offline, and prints nothing on it', async () => {
  const { path, onData, unplug } = await openPty();
  onTestFinished(unplug);
  const told: number[] = [];
  onData((bytes) => told.push(...bytes));
  const driver = driverOf({ node: path });
  expect((await driver.status()).conditions).toEqual(['offline']);
  expect(await print(driver)).toEqual(['blocked', 'not_printed']);
  const questions = Buffer.from(told)
    .toString('hex')
    .match(/^(100401)+$/u);
  expect(questions).not.toBeNull();
});

it('has a printer on USB back that was pulled and plugged in again', async () => {
  const { printer, path } = await switchOn();
  const driver = driverOf({ node: path });
  expect((await driver.status()).conditions).toEqual([]);
  printer.unplug();
  expect((await driver.status()).conditions).toEqual(['offline']);
  await printer.plug();
  expect((await print(driver)).at(-1)).toBe('done');
});
