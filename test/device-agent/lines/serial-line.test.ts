import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { afterEach, expect, it } from 'vitest';
import { serialLine } from '../../../device-agent/lines/serial-line.ts';
import { SamReader } from '../../../device-agent/readers/sam/sam-reader.ts';
import { openPty, type Pty } from '../../sim/pty.ts';
import { readCardFile } from '../../sim/reader/card-file.ts';
import { CardReader } from '../../sim/reader/card-reader.ts';
import { ASK, OK } from '../readers/sam/vectors.ts';

const CARD = readCardFile(join(import.meta.dirname, '../../sim/cards'), 'wang-yangli.json');

const opened: (() => void)[] = [];
afterEach(() => {
  for (const close of opened.splice(0).toReversed()) close();
});

async function cable(link?: string): Promise<Pty> {
  const pty = await openPty(link === undefined ? {} : { link });
  opened.push(() => pty.unplug());
  return pty;
}

async function openLine(path: string): Promise<Duplex> {
  const line = await serialLine(path, 115200).open();
  opened.push(() => line.destroy());
  return line;
}

it('takes nothing for an answer that lay in it before it was opened', async () => {
  const far = await CardReader.plugIn();
  opened.push(() => far.unplug());
  const before = await openLine(far.path);
  before.write(Buffer.from(ASK.find, 'hex'));
  far.lay(CARD);
  await expect.poll(() => far.asked).toEqual(['find']);
  await new Promise((resolve) => before.once('close', resolve).destroy());
  far.lift();
  expect(await new SamReader(await openLine(far.path)).find()).toBe(false);
});

it('loses one answer when a byte of it is lost, and brings the next', async () => {
  const pty = await cable();
  const answers = [`${OK.slice(0, 10)}${OK.slice(12)}`, OK];
  pty.onData(() => pty.write(Buffer.from(answers.shift() ?? '', 'hex')));
  const reader = new SamReader(await openLine(pty.path), { statusMs: 250 });
  await expect(reader.checkStatus()).rejects.toMatchObject({ code: 'reader_damaged_answer' });
  await reader.checkStatus();
});

it('is there as long as its stable name is', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'by-id-'));
  opened.push(() => rmSync(dir, { recursive: true }));
  const link = join(dir, 'usb-reader');
  const line = serialLine(link, 9600);
  expect(await line.isPresent()).toBe(false);
  const pty = await cable(link);
  expect(await line.isPresent()).toBe(true);
  pty.unplug();
  expect(await line.isPresent()).toBe(false);
});
