import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { HidDevice } from '../../../../../device-agent/ports.ts';
import { hidLine } from '../../../../../device-agent/readers/lines/hid/hid-line.ts';
import { SamReader } from '../../../../../device-agent/readers/sam/sam-reader.ts';
import { readCardFile } from '../../../../sim/reader/card-file.ts';
import { HidCardReader } from '../../../../sim/reader/hid-card-reader.ts';
import type { FarFraming } from '../../../../sim/reader/hid-reports.ts';
import { OK } from '../../sam/vectors.ts';
import { DK, HidSocket } from './hid-socket.ts';

const CARD = readCardFile(join(import.meta.dirname, '../../../../sim/cards'), 'wang-yangli.json');
const STATUS_MS = 40;
const ANY = { vendorId: 0x1234, productId: 0x5678, framing: 'auto' } as const;
const DK_READER = { vendorId: DK.vendorId, productId: DK.productId, framing: 'auto' } as const;

function plugIn(framing: FarFraming, device: Partial<HidDevice> = {}) {
  const far = new HidCardReader(framing);
  const socket = new HidSocket({ device: { ...DK, ...device }, hear: (report) => far.hear(report) });
  return { far, socket };
}

it.each(['dk', 'len-prefix', 'raw'] as const)(
  'finds out that an unknown reader speaks %s',
  async (framing) => {
    const { far, socket } = plugIn(framing, ANY);
    const line = await hidLine(ANY, socket, STATUS_MS).open();
    far.lay(CARD);
    const reader = new SamReader(line);
    expect(await reader.find()).toBe(true);
    await reader.select();
    expect((await reader.readCardData()).text).toHaveLength(256);
    expect(socket.opened).toHaveLength(1);
    line.destroy();
  },
);

it('writes to a known reader in its own framing only, and nothing before it is asked', async () => {
  const { socket } = plugIn('dk');
  const line = await hidLine(DK_READER, socket, STATUS_MS).open();
  expect(socket.written).toEqual([]);
  await new SamReader(line).checkStatus();
  expect(socket.written).toEqual([`0c0034aaaaaa9669000311ffed${'00'.repeat(51)}`]);
  line.destroy();
});

it('does not take a device that answers in no framing for a reader, and lets go of it', async () => {
  const socket = new HidSocket({ device: { ...DK, ...ANY }, hear: () => [Buffer.alloc(64, 0x55)] });
  const opening = hidLine(ANY, socket, STATUS_MS).open();
  await expect(opening).rejects.toMatchObject({
    code: 'reader_silent',
    message: 'hid 1234:5678: no answer in framing dk, in framing len-prefix, in framing raw',
  });
  expect(socket.opened).toEqual([]);
});

it('takes the framing that kiosk.yaml names, whatever the table says', async () => {
  const { socket } = plugIn('len-prefix');
  const line = await hidLine({ ...DK_READER, framing: 'len-prefix' }, socket, STATUS_MS).open();
  await new SamReader(line).checkStatus();
  line.destroy();
});

it('takes a reader that says it is out of order: it is one', async () => {
  const notAuthorised = Buffer.from(`0baaaaaa9669000400006662${'00'.repeat(52)}`, 'hex');
  const socket = new HidSocket({ device: { ...DK, ...ANY }, hear: () => [notAuthorised] });
  const line = await hidLine(ANY, socket, STATUS_MS).open();
  line.destroy();
});

it('names each way to a reader as kiosk.yaml would', async () => {
  const { socket } = plugIn('raw', ANY);
  const ways = await hidLine(ANY, socket).waysNow();
  expect(ways.map(({ at }) => at)).toEqual([
    { kind: 'hid', vendorId: 0x1234, productId: 0x5678, framing: 'dk' },
    { kind: 'hid', vendorId: 0x1234, productId: 0x5678, framing: 'len-prefix' },
    { kind: 'hid', vendorId: 0x1234, productId: 0x5678, framing: 'raw' },
  ]);
});

describe.each(['dk', 'len-prefix', 'raw'] as const)('in framing %s', (framing) => {
  async function cardFound() {
    const { far, socket } = plugIn(framing, ANY);
    const line = await hidLine({ ...ANY, framing }, socket, STATUS_MS).open();
    far.lay(CARD);
    const reader = new SamReader(line, { readMs: STATUS_MS });
    expect(await reader.find()).toBe(true);
    await reader.select();
    return { far, line, reader };
  }

  /** A frame's checksum says nothing of order: only an envelope that counts its pieces can see them change places. */
  const swapped = framing === 'dk' ? (['swapped'] as const) : [];
  it.each(['first_lost', 'middle_lost', 'half', 'silence', ...swapped] as const)(
    'takes no card from reports that are %s, and the whole card the next time',
    async (mishap) => {
      const { far, line, reader } = await cardFound();
      far.fail('read', mishap);
      const code = expect.stringMatching(/^reader_(silent|damaged_answer)$/u);
      await expect(reader.readCardData()).rejects.toMatchObject({ code });
      far.lift();
      far.lay(CARD);
      expect(await reader.find()).toBe(true);
      await reader.select();
      expect((await reader.readCardData()).text.toString('utf16le')).toContain(CARD.name);
      line.destroy();
    },
  );
});

it('steps over acknowledgements, empty reports and wrong counts between the pieces of a card', async () => {
  const { far, socket } = plugIn('dk');
  const line = await hidLine(DK_READER, socket, STATUS_MS).open();
  far.lay(CARD);
  far.fail('read', 'strangers');
  const reader = new SamReader(line);
  await reader.find();
  await reader.select();
  expect((await reader.readCardData()).text.toString('utf16le')).toContain(CARD.name);
  line.destroy();
});

describe('of several devices', () => {
  it('takes the one whose number kiosk.yaml names', async () => {
    const [first, second] = [new HidCardReader('dk'), new HidCardReader('dk')];
    const socket = new HidSocket(
      { device: DK, hear: (report) => first.hear(report) },
      { device: { ...DK, serialNumber: 'B2', path: '/dev/hidraw1' }, hear: (report) => second.hear(report) },
    );
    const line = await hidLine({ ...DK_READER, serialNumber: 'B2' }, socket, STATUS_MS).open();
    await new SamReader(line).checkStatus();
    expect([first.asked, second.asked]).toEqual([[], ['status']]);
    line.destroy();
  });

  it('leaves the keyboard face of a reader alone, and tries the vendor’s own face first', async () => {
    const far = new HidCardReader('dk');
    const never = () => {
      throw new Error('written to a face that is not the reader');
    };
    const socket = new HidSocket(
      { device: { ...DK, usagePage: 1 }, hear: never },
      { device: { ...DK, usagePage: 0x8c, path: '/dev/hidraw1' }, hear: never },
      { device: { ...DK, path: '/dev/hidraw2' }, hear: (report) => far.hear(report) },
    );
    const line = await hidLine(DK_READER, socket, STATUS_MS).open();
    line.destroy();
  });
});

describe('presence', () => {
  it('is denied where another device hangs', async () => {
    const { socket } = plugIn('dk', { productId: 1 });
    const line = hidLine(DK_READER, socket);
    expect(await line.isPresent()).toBe(false);
    await expect(line.open()).rejects.toMatchObject({ code: 'reader_absent' });
  });

  it('ends at once when there is nothing to open, however fresh the last list was', async () => {
    const { socket } = plugIn('dk');
    const line = hidLine(DK_READER, socket);
    expect(await line.isPresent()).toBe(true);
    socket.unplug();
    await expect(line.open()).rejects.toMatchObject({ code: 'reader_absent' });
    expect(await line.isPresent()).toBe(false);
  });

  it('is left open when the system cannot list its devices: to open one will say why', async () => {
    const why = new Error('HID devices need libusb-1.0-0');
    const list = () => Promise.reject(why);
    const line = hidLine(DK_READER, { list, open: list });
    expect(await line.isPresent()).toBe(true);
    await expect(line.open()).rejects.toBe(why);
  });
});

describe('a reader that is pulled out', () => {
  it('closes the line in the middle of an answer', async () => {
    const { far, socket } = plugIn('dk');
    const line = await hidLine(DK_READER, socket, STATUS_MS).open();
    far.fail('status', 'silence');
    const asking = new SamReader(line, { statusMs: 10_000 }).checkStatus();
    const closed = new Promise((resolve) => line.once('close', resolve));
    socket.unplug();
    await expect(asking).rejects.toMatchObject({ code: 'reader_absent' });
    await closed;
    expect(socket.opened).toEqual([]);
  });

  it('is given up at once while its framing is looked for', async () => {
    const hear = () => {
      socket.unplug();
      return [];
    };
    const socket = new HidSocket({ device: { ...DK, ...ANY }, hear });
    await expect(hidLine(ANY, socket, STATUS_MS).open()).rejects.toThrow('cannot open device');
  });

  it('is not written to any more', async () => {
    const { socket } = plugIn('dk');
    const line = await hidLine(DK_READER, socket, STATUS_MS).open();
    socket.unplug();
    const before = socket.written.length;
    await new Promise((resolve) => line.write(Buffer.from(OK, 'hex'), resolve));
    expect(socket.written).toHaveLength(before);
  });
});
