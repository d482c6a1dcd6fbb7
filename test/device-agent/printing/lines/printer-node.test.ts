import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { expect, it, onTestFinished } from 'vitest';
import { openPty, type Pty } from '#sim/pty.ts';
import { printerNode } from '../../../../device-agent/printing/lines/printer-node.ts';

/** More than a pty holds. */
const MUCH = Buffer.from(Array.from({ length: 200_000 }, (_, at) => at % 251));

async function plugIn(): Promise<{ pty: Pty; node: string }> {
  const dir = mkdtempSync(join(tmpdir(), 'lp-'));
  const node = join(dir, 'lp0');
  const pty = await openPty({ link: node });
  onTestFinished(() => {
    pty.unplug();
    rmSync(dir, { recursive: true });
  });
  return { pty, node };
}

async function opened(node: string): Promise<Duplex> {
  const line = await printerNode(node).open();
  onTestFinished(() => void line.destroy());
  return line;
}

it('takes what the printer says, a byte at a time, and gives it what is written', async () => {
  const { pty, node } = await plugIn();
  const line = await opened(node);
  const [heard, told]: [number[], number[]] = [[], []];
  line.on('data', (bytes: Buffer) => heard.push(...bytes));
  pty.onData((bytes) => told.push(...bytes));
  line.write(Buffer.of(0x10, 0x04, 1));
  for (const byte of [0x12, 0x00, 0xff]) pty.write(Buffer.of(byte));
  await expect.poll(() => heard).toEqual([0x12, 0x00, 0xff]);
  await expect.poll(() => told).toEqual([0x10, 0x04, 1]);
});

it('throws away what the printer had said before it was opened', async () => {
  const { pty, node } = await plugIn();
  pty.write(Buffer.of(0x12, 0x12));
  const line = await opened(node);
  const heard: number[] = [];
  line.on('data', (bytes: Buffer) => heard.push(...bytes));
  pty.write(Buffer.of(0x16));
  await expect.poll(() => heard).toEqual([0x16]);
});

it('waits while the printer takes nothing, and loses no byte', async () => {
  const { pty, node } = await plugIn();
  const line = await opened(node);
  const told: Buffer[] = [];
  pty.onData((bytes) => told.push(bytes));
  pty.isDeaf = true;
  let isTaken = false;
  line.write(MUCH, () => (isTaken = true));
  await expect.poll(() => line.writableLength).toBe(MUCH.length);
  expect(isTaken).toBe(false);
  pty.isDeaf = false;
  await expect.poll(() => Buffer.concat(told).equals(MUCH), { timeout: 5000 }).toBe(true);
  await expect.poll(() => isTaken).toBe(true);
});

it('sends nothing more of what was not taken when it is closed', async () => {
  const { pty, node } = await plugIn();
  const line = await opened(node);
  let told = 0;
  pty.onData((bytes) => (told += bytes.length));
  pty.isDeaf = true;
  const fate = new Promise((resolve) => line.write(MUCH, resolve));
  const closed = once(line, 'close');
  line.destroy();
  await closed;
  await expect(fate).resolves.toBeInstanceOf(Error);
  pty.isDeaf = false;
  const next = await opened(node);
  next.write('now');
  await expect.poll(() => told).toBeGreaterThan(0);
  expect(told).toBeLessThan(MUCH.length);
});

it('closes when the cable is pulled, though nobody asks it anything', async () => {
  const { pty, node } = await plugIn();
  const line = await opened(node);
  const closed = new Promise((resolve) => line.once('close', resolve));
  pty.unplug();
  await closed;
  expect(await printerNode(node).isPresent()).toBe(false);
});

it('fails a write that waits when the cable is pulled', async () => {
  const { pty, node } = await plugIn();
  const line = await opened(node);
  pty.isDeaf = true;
  const fate = new Promise((resolve) => line.write(MUCH, resolve));
  pty.unplug();
  await expect(fate).resolves.toBeInstanceOf(Error);
});

it('says what is wrong with a path that leads to no device', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'lp-'));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  const file = join(dir, 'lp0');
  const open = () => printerNode(file).open();
  await expect(open()).rejects.toMatchObject({
    code: 'not_opened',
    message: expect.stringContaining('ENOENT'),
  });
  writeFileSync(file, '');
  await expect(open()).rejects.toMatchObject({ code: 'not_opened', message: `${file} is no device` });
});
