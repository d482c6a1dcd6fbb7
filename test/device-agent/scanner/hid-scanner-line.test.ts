import { describe, expect, it } from 'vitest';
import type { HidDevice, HidPort } from '../../../device-agent/ports.ts';
import { hidScannerLine, type ScannerPorts } from '../../../device-agent/scanner/hid-scanner-line.ts';
import { Scanner } from '../../../device-agent/scanner/scanner.ts';
import { eventually } from '../eventually.ts';

/** Page 8C; report 2: count, identifier, 56 bytes, two of the vendor's, a byte of flags. */
const DESCRIPTOR = Buffer.from(
  '058c0902a1018502150026ff00750895010501093b81029503058c09fb09fc09fd8102953809fe82020195028101250175019508 09ff8102c0'.replace(
    ' ',
    '',
  ),
  'hex',
);
const KEYBOARD_MODE = { usagePage: 0x01 };
const POS_MODE = { usagePage: 0x8c };
const SCANNER = { vendorId: 0x0c2e, productId: 0x0b87 };

/** A plug with one scanner in it. */
class FarPlug implements ScannerPorts {
  faces: HidDevice[] = [];
  openings = 0;
  #hear: (report: Buffer) => void = () => {};
  #lose: (why: Error) => void = () => {};

  plug(...modes: { usagePage: number }[]): void {
    const one = { ...SCANNER, serialNumber: 'S1' };
    this.faces = modes.map((mode, at) => ({ ...one, ...mode, path: `/dev/hidraw${at}` }));
  }

  unplug(): void {
    this.faces = [];
    this.#lose(new Error('device disconnected'));
  }

  send(hex: string): void {
    this.#hear(Buffer.concat([Buffer.from(hex.replaceAll(' ', ''), 'hex')], 64));
  }

  async list(): Promise<HidDevice[]> {
    return this.faces;
  }

  async describe(path: string): Promise<Buffer> {
    const face = this.faces.find((face) => face.path === path);
    return face?.usagePage === 0x8c ? DESCRIPTOR : Buffer.alloc(0);
  }

  async open(): Promise<HidPort> {
    this.openings += 1;
    return {
      write: () => Promise.reject(new Error('a scanner is told nothing')),
      onReport: (hear) => {
        this.#hear = hear;
      },
      onLost: (tell) => {
        this.#lose = tell;
      },
      close: async () => {},
    };
  }
}

async function scannerAt(far: FarPlug): Promise<{ scanner: Scanner; codes: string[]; logged: string[] }> {
  const [codes, logged]: [string[], string[]] = [[], []];
  const scanner = new Scanner({
    line: hidScannerLine(SCANNER, far),
    log: (event, fields) => logged.push(`${event} ${fields?.sentence}`),
    backoffMs: [10],
    watchPresenceEveryMs: 20,
    silenceMs: 60_000,
  });
  scanner.onCode((code) => codes.push(code));
  scanner.start();
  return { scanner, codes, logged };
}

const state = (scanner: Scanner, wanted: string) =>
  eventually(
    () => scanner.view.state,
    (seen) => seen === wanted,
  );

describe('a scanner in HID-POS mode', () => {
  it('is heard, through the face that is no keyboard', async () => {
    const far = new FarPlug();
    far.plug(KEYBOARD_MODE, POS_MODE);
    const { scanner, codes, logged } = await scannerAt(far);
    await state(scanner, 'ready');
    far.send('02 06 5d5131 e982bbe9878c'); // 邻里
    expect(
      await eventually(
        () => codes,
        (all) => all.length > 0,
      ),
    ).toEqual(['邻里']);
    expect(logged).toEqual(['scanned 2 characters, ]Q1']);
    await scanner.stop();
  });

  it('that is unplugged between two pieces of a code joins the first to nothing', async () => {
    const far = new FarPlug();
    far.plug(POS_MODE);
    const { scanner, codes } = await scannerAt(far);
    await state(scanner, 'ready');
    far.send(`02 38 5d5131 ${'61'.repeat(56)} 0000 01`);
    far.unplug();
    await eventually(
      () => far.openings,
      () => scanner.view.state !== 'ready',
    );
    far.plug(POS_MODE);
    await state(scanner, 'ready');
    far.send('02 02 5d5131 6262');
    expect(
      await eventually(
        () => codes,
        (all) => all.length > 0,
      ),
    ).toEqual(['bb']);
    await scanner.stop();
  });

  it('is looked for, and the log says once what to do, where it types like a keyboard', async () => {
    const far = new FarPlug();
    far.plug(KEYBOARD_MODE);
    const { scanner, logged } = await scannerAt(far);
    await eventually(
      () => logged,
      (lines) => lines.length > 0,
    );
    expect(logged).toEqual(['scanner_trouble hid 0c2e:0b87: not plugged in, or not set to HID-POS mode']);
    expect(far.openings).toBe(0);
    await scanner.stop();
  });
});
