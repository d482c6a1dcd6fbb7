import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { afterEach, describe, expect, it } from 'vitest';
import { serialLine } from '../../../../device-agent/readers/lines/serial-line.ts';
import { SamReader } from '../../../../device-agent/readers/sam/sam-reader.ts';
import { readCardFile } from '../../../sim/card-file.ts';
import { CardReader } from '../../../sim/card-reader.ts';
import { ForeignReader } from '../../../sim/foreign-reader.ts';
import { openPty, type Pty } from '../../../sim/pty.ts';
import { ASK, OK, READ_MAINLAND, TEXT_MAINLAND } from '../sam/vectors.ts';

const CARD = readCardFile(join(import.meta.dirname, '../../../sim/cards'), 'wang-yangli.json');
const STATUS_MS = 250;

const opened: (() => void)[] = [];
afterEach(() => {
  for (const close of opened.splice(0).toReversed()) close();
});

async function cable(link?: string): Promise<Pty> {
  const pty = await openPty(link === undefined ? {} : { link });
  opened.push(() => pty.unplug());
  return pty;
}

async function openAt(path: string, baud: number | 'auto'): Promise<Duplex> {
  const line = await serialLine(path, baud, STATUS_MS).open();
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

it('takes nothing for an answer that lay in the line before it was opened', async () => {
  const far = await CardReader.plugIn();
  opened.push(() => far.unplug());
  const before = await openAt(far.path, 115200);
  before.write(Buffer.from(ASK.find, 'hex'));
  far.lay(CARD);
  await expect.poll(() => far.asked).toEqual(['find']);
  await new Promise((resolve) => before.once('close', resolve).destroy());
  far.lift();
  expect(await new SamReader(await openAt(far.path, 115200)).find()).toBe(false);
});

it('loses one answer when a byte of it is lost, and understands the next', async () => {
  const pty = await cable();
  const answers = [`${OK.slice(0, 10)}${OK.slice(12)}`, OK];
  pty.onData(() => pty.write(Buffer.from(answers.shift() ?? '', 'hex')));
  const reader = new SamReader(await openAt(pty.path, 115200), { statusMs: STATUS_MS });
  await expect(reader.checkStatus()).rejects.toMatchObject({ code: 'reader_damaged_answer' });
  await reader.checkStatus();
});

it('gives up at once when the port vanishes while its speed is looked for', async () => {
  const pty = await cable();
  pty.onData(() => pty.unplug());
  await expect(openAt(pty.path, 'auto')).rejects.toThrow();
});

it('is there as long as its stable name is', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'by-id-'));
  opened.push(() => rmSync(dir, { recursive: true }));
  const link = join(dir, 'usb-reader');
  const line = serialLine(link, 'auto');
  expect(await line.isPresent()).toBe(false);
  const pty = await cable(link);
  expect(await line.isPresent()).toBe(true);
  pty.unplug();
  expect(await line.isPresent()).toBe(false);
});
