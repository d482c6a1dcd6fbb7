import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openSerial } from '../../device-agent/ports.ts';
import { openPty, type Pty } from '../sim/pty.ts';

let pty: Pty;
beforeEach(async () => {
  pty = await openPty();
});
afterEach(() => pty.unplug());

it('opens a line that has no modem lines, at every speed', async () => {
  for (const baud of [115200, 57600, 38400, 19200, 9600]) {
    const port = await openSerial({ path: pty.path, baud });
    await new Promise((resolve) => port.once('close', resolve).destroy());
  }
});

it('throws away what was waiting in the line', async () => {
  pty.write(Buffer.from('old'));
  const port = await openSerial({ path: pty.path, baud: 9600 });
  const heard: string[] = [];
  port.on('data', (bytes) => heard.push(String(bytes)));
  pty.write(Buffer.from('new'));
  await expect.poll(() => heard.join('')).toBe('new');
  port.destroy();
});

it('closes when the device goes, though nobody listens to it', async () => {
  const port = await openSerial({ path: pty.path, baud: 9600 });
  const closed = once(port, 'close');
  pty.unplug();
  await closed;
  await expect.poll(() => port.destroyed).toBe(true);
});

it('closes each time: at the moment of the pulling it may be reading or waiting to read', async () => {
  for (let pulled = 0; pulled < 40; pulled += 1) {
    const cable = await openPty();
    const closed = once(await openSerial({ path: cable.path, baud: 9600 }), 'close');
    cable.unplug();
    await closed;
  }
});

it('sends nothing that was written to it after the device went', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'line-'));
  const link = join(dir, 'usb-printer');
  const first = await openPty({ link });
  const port = await openSerial({ path: link, baud: 9600 });
  first.unplug();
  await expect.poll(() => port.destroyed).toBe(true);
  await expect(new Promise((resolve) => port.write('late', resolve))).resolves.toBeInstanceOf(Error);
  const heard: string[] = [];
  const second = await openPty({ link });
  second.onData((bytes) => heard.push(String(bytes)));
  const anew = await openSerial({ path: link, baud: 9600 });
  anew.write('now');
  await expect.poll(() => heard.join('')).toBe('now');
  anew.destroy();
  second.unplug();
  rmSync(dir, { recursive: true });
});

it('says that another program holds the line', async () => {
  const port = await openSerial({ path: pty.path, baud: 9600 });
  await expect(openSerial({ path: pty.path, baud: 9600 })).rejects.toMatchObject({
    code: 'locked',
    message: expect.stringContaining('Cannot lock port'),
  });
  port.destroy();
});

it('says what the system says of a line that is not there', async () => {
  await expect(openSerial({ path: '/dev/ttyUSB-none', baud: 9600 })).rejects.toMatchObject({
    code: 'not_opened',
    message: expect.stringContaining('/dev/ttyUSB-none'),
  });
});

/** More than the 4096 bytes that reach the far end of a pty unread, and little enough to be taken while nobody reads. */
const KERNEL_HOLDS = 6000;

it('takes back what the kernel still holds when it is closed', async () => {
  const told: Buffer[] = [];
  pty.onData((bytes) => told.push(bytes));
  const port = await openSerial({ path: pty.path, baud: 9600 });
  pty.isDeaf = true;
  await new Promise((resolve) => port.write(Buffer.alloc(KERNEL_HOLDS, 'x'), resolve));
  await new Promise((resolve) => port.once('close', resolve).destroy());
  writeFileSync(pty.path, '!'); // by another program, which takes nothing back
  pty.isDeaf = false;
  await expect.poll(() => Buffer.concat(told).toString()).toContain('!');
  expect(Buffer.concat(told).length).toBeLessThan(KERNEL_HOLDS); // what had reached the far end stays there
});

const XON = Buffer.of(0x11);
const XOFF = Buffer.of(0x13);

it('stops at XOFF and goes on at XON, of which nobody else hears', async () => {
  const told: string[] = [];
  const heard: number[] = [];
  pty.onData((bytes) => told.push(String(bytes)));
  const port = await openSerial({ path: pty.path, baud: 9600, flow: 'xon_xoff' });
  port.on('data', (bytes: Buffer) => heard.push(...bytes));
  pty.write(Buffer.concat([XOFF, Buffer.of(0x12)]));
  await expect.poll(() => heard).toEqual([0x12]);
  port.write('slip');
  await expect.poll(() => port.writableLength).toBe(4);
  expect(told).toEqual([]);
  pty.write(XON);
  await expect.poll(() => told.join('')).toBe('slip');
  expect(heard).toEqual([0x12]);
  port.destroy();
});

it('never sends what was held back by XOFF once it is closed', async () => {
  const told: string[] = [];
  pty.onData((bytes) => told.push(String(bytes)));
  const line = { path: pty.path, baud: 9600, flow: 'xon_xoff' } as const;
  const port = await openSerial(line);
  const held = new Promise((resolve) => port.once('data', resolve));
  pty.write(Buffer.concat([XOFF, Buffer.of(0x12)]));
  await held;
  port.write('late');
  await new Promise((resolve) => port.once('close', resolve).destroy());
  pty.write(XON);
  const next = await openSerial(line);
  next.write('now');
  await expect.poll(() => told.join('')).toBe('now');
  next.destroy();
});

it('leaves XOFF to whoever listens where the kernel is not to obey it', async () => {
  const told: string[] = [];
  const heard: number[] = [];
  pty.onData((bytes) => told.push(String(bytes)));
  const port = await openSerial({ path: pty.path, baud: 9600 });
  port.on('data', (bytes: Buffer) => heard.push(...bytes));
  pty.write(XOFF);
  await expect.poll(() => heard).toEqual([0x13]);
  port.write('slip');
  await expect.poll(() => told.join('')).toBe('slip');
  port.destroy();
});
