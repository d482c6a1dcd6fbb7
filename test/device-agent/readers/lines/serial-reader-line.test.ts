import { execFileSync } from 'node:child_process';
import type { Duplex } from 'node:stream';
import { afterEach, describe, expect, it } from 'vitest';
import { serialReaderLine } from '../../../../device-agent/readers/lines/serial-reader-line.ts';
import { SamReader } from '../../../../device-agent/readers/sam/sam-reader.ts';
import { openPty, type Pty } from '../../../sim/pty.ts';
import { ForeignReader } from '../../../sim/reader/foreign-reader.ts';
import { ASK, OK, READ_MAINLAND, TEXT_MAINLAND } from '../sam/vectors.ts';

const STATUS_MS = 250;

const opened: (() => void)[] = [];
afterEach(() => {
  for (const close of opened.splice(0).toReversed()) close();
});

async function cable(): Promise<Pty> {
  const pty = await openPty();
  opened.push(() => pty.unplug());
  return pty;
}

async function openAt(path: string, baud: number | 'auto', statusMs = STATUS_MS): Promise<Duplex> {
  const line = await serialReaderLine(path, baud, statusMs).open();
  opened.push(() => line.destroy());
  return line;
}

describe.each([115200, 57600, 38400, 19200, 9600])('a stranger’s reader at %i baud', (baud) => {
  it('is found and read, split anywhere, with junk around every answer and at every other speed', async () => {
    const pty = await cable();
    const lineSpeed = () => Number(execFileSync('stty', ['-F', pty.path, 'speed'], { encoding: 'utf8' }));
    const far = new ForeignReader({ write: pty.write, card: READ_MAINLAND, baud, lineSpeed, seed: baud });
    pty.onData((bytes) => far.hear(bytes));
    const reader = new SamReader(await openAt(pty.path, 'auto'));
    far.lay();
    expect(await reader.find()).toBe(true);
    await reader.select();
    expect((await reader.readCardData()).text).toEqual(TEXT_MAINLAND);
  });
});

/** A pty has no speed of its own, so this reader looks at the one the line was set to, and is deaf at any other. */
async function readerThatHears(baud: number): Promise<{ pty: Pty; asked: [speed: number, hex: string][] }> {
  const pty = await cable();
  const asked: [number, string][] = [];
  pty.onData((bytes) => {
    const speed = Number(execFileSync('stty', ['-F', pty.path, 'speed'], { encoding: 'utf8' }));
    asked.push([speed, bytes.toString('hex')]);
    if (speed === baud && bytes.toString('hex') === ASK.status) pty.write(Buffer.from(OK, 'hex'));
  });
  return { pty, asked };
}

it('goes down the speeds until the reader answers', async () => {
  const { pty, asked } = await readerThatHears(38400);
  await openAt(pty.path, 'auto');
  expect(asked).toEqual([115200, 57600, 38400].map((speed) => [speed, ASK.status]));
});

it('gives up after the last speed, and names all', async () => {
  const { pty, asked } = await readerThatHears(4800);
  await expect(openAt(pty.path, 'auto', 50)).rejects.toMatchObject({
    code: 'reader_silent',
    message: `${pty.path}: no answer at 115200 baud, at 57600 baud, at 38400 baud, at 19200 baud, at 9600 baud`,
  });
  expect(asked).toHaveLength(5);
});

it('asks nothing where kiosk.yaml names the speed: the reader may still be waking', async () => {
  const { pty, asked } = await readerThatHears(9600);
  const line = await openAt(pty.path, 9600);
  expect(asked).toEqual([]);
  await new SamReader(line).checkStatus();
  expect(asked).toEqual([[9600, ASK.status]]);
});

it('names each way to it as kiosk.yaml would', async () => {
  const [first, ...others] = await serialReaderLine('/dev/ttyUSB0', 'auto').waysNow();
  expect(first?.at).toEqual({ kind: 'serial', path: '/dev/ttyUSB0', baud: 115200 });
  expect(others.map(({ name }) => name)).toEqual([
    'at 57600 baud',
    'at 38400 baud',
    'at 19200 baud',
    'at 9600 baud',
  ]);
});

it('gives up at once when the port vanishes while its speed is looked for', async () => {
  const pty = await cable();
  pty.onData(() => pty.unplug());
  await expect(openAt(pty.path, 'auto')).rejects.toThrow();
});
