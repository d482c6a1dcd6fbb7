import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MAX_SCAN_CHARACTERS } from '#agent/contract/messages.ts';
import { Scanner, type ScannerOptions } from '../../../device-agent/scanner/scanner.ts';
import { scannerLineOf } from '../../../device-agent/scanner/scanner-line-of.ts';
import { CodeScanner, type Suffix } from '../../sim/scanner.ts';
import { eventually } from '../eventually.ts';

/** Synthetic, in the form of the codes on our papers. */
const BOOKING = 'https://zm.example.cn/C/6BF3Q%20TT';
/** A silence that no busy machine makes by itself. */
const NEVER_MS = 60_000;
const QUICK = { backoffMs: [10], watchPresenceEveryMs: 20, silenceMs: NEVER_MS };

let dir: string;
let far: CodeScanner;
let scanner: Scanner;
let codes: string[];
let logged: string[];

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'linli-scanner-'));
  codes = [];
  logged = [];
});
afterEach(async () => {
  await scanner.stop();
  far.unplug();
  rmSync(dir, { recursive: true });
});

async function plugged(suffix: Suffix = 'cr', options: Partial<ScannerOptions> = {}): Promise<void> {
  far = await CodeScanner.plugIn({ link: join(dir, 'scanner'), suffix });
  scanner = new Scanner({
    line: scannerLineOf({ kind: 'serial', path: far.path, baud: 9600 }),
    log: (event, fields) => logged.push(`${event} ${fields?.sentence}`),
    ...QUICK,
    ...options,
  });
  scanner.onCode((code) => codes.push(code));
  scanner.start();
  await state('ready');
}

const state = (wanted: string) =>
  eventually(
    () => scanner.view.state,
    (seen) => seen === wanted,
  );
const heard = (count: number) =>
  eventually(
    () => codes,
    (all) => all.length >= count,
  );
const hex = (bytes: string) => far.send(Buffer.from(bytes, 'hex'));

describe('a code on a serial line', () => {
  it.each(['cr', 'lf', 'crlf', 'tab'] as const)('ends at %s', async (suffix) => {
    await plugged(suffix);
    far.show(BOOKING);
    far.show('second');
    expect(await heard(2)).toEqual([BOOKING, 'second']);
  });

  it('ends by silence where the scanner sends nothing after it', async () => {
    await plugged('none', { silenceMs: 50 });
    far.show(BOOKING);
    expect(await heard(1)).toEqual([BOOKING]);
    far.show('second');
    expect(await heard(2)).toEqual([BOOKING, 'second']);
  });

  it('is told from the next one in the same piece', async () => {
    await plugged();
    far.send(Buffer.from('first\r\nsecond\r\nthird\r'));
    expect(await heard(3)).toEqual(['first', 'second', 'third']);
  });

  it('comes without its AIM identifier and without STX and ETX around it, and the log says no more than length and kind', async () => {
    await plugged();
    far.send(Buffer.from('\x02]Q1hello\x03\r'));
    expect(await heard(1)).toEqual(['hello']);
    expect(logged).toEqual(['scanned 5 characters, ]Q1']);
  });

  it('may be in GB 18030', async () => {
    await plugged();
    hex('c1daC0ef0d'); // 邻里, GB/T 2312 rows 33 and 32
    expect(await heard(1)).toEqual(['邻里']);
  });

  it('of the greatest length is taken, and one with one character more is not', async () => {
    await plugged();
    far.show('x'.repeat(MAX_SCAN_CHARACTERS));
    expect((await heard(1))[0]).toHaveLength(MAX_SCAN_CHARACTERS);
    far.show('x'.repeat(MAX_SCAN_CHARACTERS + 1));
    await eventually(
      () => logged,
      (lines) => lines.includes('scan_dropped too_long; 1 since the start'),
    );
    far.show('next');
    expect((await heard(2))[1]).toBe('next');
  });
});

describe('garbage', () => {
  it.each([
    ['bytes of no script', 'ff01fe800d'],
    ['a control character inside', '61621b63640d'],
    ['a character nobody assigned', 'cdb80d'], // U+0378
    ['private use', 'ee80800d'],
    ['an AIM identifier alone', '5d51310d'],
    ['STX and ETX alone', '02030d'],
  ])('is dropped: %s', async (_, bytes) => {
    await plugged();
    hex(bytes);
    far.show('next');
    expect(await heard(1)).toEqual(['next']);
    expect(logged[0]).toBe('scan_dropped unreadable; 1 since the start');
  });

  it('fills no log, and no code after it is lost', async () => {
    await plugged();
    far.send(Buffer.alloc(3000, Buffer.of(0x1b, 0x0d)));
    far.show('next');
    expect(await heard(1)).toEqual(['next']);
    expect(logged.filter((line) => line.startsWith('scan_dropped'))).toHaveLength(4);
  });
});

it('a code that is held in front of the window is heard once', async () => {
  await plugged();
  for (let n = 0; n < 5; n += 1) far.show(BOOKING);
  far.show('next');
  expect(await heard(2)).toEqual([BOOKING, 'next']);
});

describe('a cable', () => {
  it('pulled in the middle of a code and plugged in again joins the half to nothing', async () => {
    await plugged();
    far.send(Buffer.from('first\rsec'));
    expect(await heard(1)).toEqual(['first']);
    far.unplug();
    await state('absent');
    await far.plug();
    await state('ready');
    far.show('ond');
    expect(await heard(2)).toEqual(['first', 'ond']);
  });

  it('that is not there yet is waited for', async () => {
    far = await CodeScanner.plugIn({ link: join(dir, 'scanner') });
    far.unplug();
    scanner = new Scanner({
      line: scannerLineOf({ kind: 'serial', path: far.path, baud: 9600 }),
      log: () => {},
      ...QUICK,
    });
    scanner.onCode((code) => codes.push(code));
    scanner.start();
    await state('absent');
    await far.plug();
    await state('ready');
    far.show(BOOKING);
    expect(await heard(1)).toEqual([BOOKING]);
  });
});
