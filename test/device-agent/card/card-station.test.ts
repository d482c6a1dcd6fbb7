import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  CardStation,
  type CardStationOptions,
  type ReaderView,
} from '../../../device-agent/card/card-station.ts';
import { serialLine } from '../../../device-agent/readers/lines/serial-line.ts';
import { readCardFile } from '../../sim/card-file.ts';
import { CardReader } from '../../sim/card-reader.ts';

const CARDS = fileURLToPath(new URL('../../sim/cards', import.meta.url));
const WANG = readCardFile(CARDS, 'wang-yangli.json');
const LI = readCardFile(CARDS, 'li-ceshi.json');
const QUICK = {
  pollMs: 10,
  heartbeatMs: 30,
  wakeWithinMs: 100,
  backoffMs: [10],
  watchPresenceEveryMs: 20,
  // On a busy machine answers are late; a test that waits for silence shortens the one time it is about.
  statusMs: 2000,
  findMs: 2000,
  selectMs: 2000,
  readMs: 5000,
  addressMs: 2000,
};

let dir: string;
let far: CardReader;
let station: CardStation;
let views: ReaderView[];

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'linli-reader-'));
  far = await CardReader.plugIn({ link: join(dir, 'reader') });
  open({});
});

afterEach(async () => {
  await station.stop();
  far.unplug();
  rmSync(dir, { recursive: true });
});

function open(options: Partial<CardStationOptions>): void {
  station = new CardStation({ line: serialLine(far.path, 115200), ...QUICK, ...options });
  views = [];
  station.onChange((view) => views.push(view));
}

/** Resolves at once or at the change that makes it true; the test's own time limit is the deadline. */
function until(isTrue: (view: ReaderView) => boolean): Promise<ReaderView> {
  return new Promise((resolve) => {
    const look = (view: ReaderView) => isTrue(view) && resolve(view);
    look(station.view);
    station.onChange(look);
  });
}
const device = (state: string) => until((view) => view.device.state === state);
const card = (state: string, lying?: boolean) =>
  until(
    ({ card }) => card.state === state && (lying === undefined || ('lying' in card && card.lying === lying)),
  );
const named = (name: string) => until(({ card }) => card.state === 'read' && card.record.name === name);

/** Lets the station look at the plate this many times more. */
async function looks(times: number, step: string): Promise<void> {
  const goal = far.asked.filter((asked) => asked === step).length + times;
  await expect
    .poll(() => far.asked.filter((asked) => asked === step).length, { timeout: 5000 })
    .toBeGreaterThanOrEqual(goal);
}
const reads = () => far.asked.filter((step) => step === 'read').length;

async function ready(): Promise<void> {
  station.start();
  station.allowReading(true);
  await device('ready');
}

describe('a card', () => {
  it('is read whole from a real serial line', async () => {
    await ready();
    far.lay(WANG);
    const view = await card('read');
    expect(view.card).toMatchObject({
      record: { kind: 'mainland', name: '王样例', sexCode: '2', birth: '1954-03-12', validTo: 'long_term' },
      lying: true,
    });
    expect(view.samId).toBe('05.01-20120411-0002011994-1234567890');
    expect(views.map(({ card }) => card.state)).toContain('reading');
  });

  it('is not read while the screen is busy, and is read when it is at rest again', async () => {
    station.start();
    await device('ready');
    far.lay(WANG);
    await looks(2, 'status');
    expect(far.asked).not.toContain('find');
    station.allowReading(true);
    await named('王样例');
  });

  it('left lying is never read a second time, though the visit ends and the screen is at rest', async () => {
    await ready();
    far.lay(WANG);
    await card('read');
    station.forget();
    await looks(5, 'address');
    expect(station.view.card).toEqual({ state: 'none', lying: true });
    expect(reads()).toBe(1);
  });

  it('is seen to be lifted, keeps its record until forgotten, and is read again when laid again', async () => {
    await ready();
    far.lay(WANG);
    await card('read', true);
    far.lift();
    await card('read', false);
    expect(station.view.card).toMatchObject({ record: { name: '王样例' } });
    far.lay(LI);
    await looks(2, 'status');
    expect(reads()).toBe(1);
    station.forget();
    await named('李测试');
  });

  it.each([
    ['status word 31', { kind: 'status', status: 0x31 }, 'card_refused'],
    ['status word 33', { kind: 'status', status: 0x33 }, 'card_suspect'],
    ['silence', { kind: 'silence' }, 'reader_silent'],
    ['half a frame', { kind: 'half_frame' }, 'reader_damaged_answer'],
    ['a wrong checksum', { kind: 'bad_checksum' }, 'reader_damaged_answer'],
  ] as const)('that failed with %s is read once it was lifted and laid again', async (_, mishap, fault) => {
    open(fault.startsWith('reader_') ? { readMs: 400 } : {});
    await ready();
    far.fail('read', mishap);
    far.lay(WANG);
    expect((await card('failed')).card).toEqual({ state: 'failed', fault, lying: true });
    await looks(3, 'address');
    expect(reads()).toBe(1);
    far.lift();
    await card('failed', false);
    far.lay(WANG);
    await named('王样例');
  });

  it.each([
    ['select', 'card_removed_in_select'],
    ['read', 'card_removed_in_read'],
    ['address', 'card_removed_in_read'],
  ] as const)('lifted during %s was removed: %s', async (step, fault) => {
    await ready();
    far.fail(step, { kind: 'lift' });
    far.lay(WANG);
    expect((await card('failed', false)).card).toMatchObject({ fault });
    far.lay(LI);
    await named('李测试');
  });

  it('that is no identity card is said to be none', async () => {
    await ready();
    far.fail('find', { kind: 'status', status: 0x40 });
    far.lay(WANG);
    expect((await card('failed')).card).toMatchObject({ fault: 'card_not_identity' });
  });

  it('of an unknown kind is said to be of a kind not supported', async () => {
    await ready();
    far.lay({ ...WANG, kind: 'X' });
    expect((await card('failed')).card).toMatchObject({ fault: 'card_kind_unsupported' });
  });

  it('with an address added later and an ideographic space in it lives there', async () => {
    await ready();
    far.lay(readCardFile(CARDS, 'zheng-changzhi.json'));
    expect((await card('read')).card).toHaveProperty(
      'record.address',
      '陕西省铜川市王益区红旗街街道样例路118号　样例家园南区9栋1603室',
    );
  });

  it('is read through garbage', async () => {
    await ready();
    for (const step of ['find', 'select', 'read', 'address'] as const) far.fail(step, { kind: 'garbage' });
    far.lay(WANG);
    await named('王样例');
  });
});

describe('a reader', () => {
  it('unplugged in the middle of an answer is lost, and reads the card when it is back', async () => {
    await ready();
    far.fail('read', { kind: 'unplug' });
    far.lay(WANG);
    expect((await device('lost')).device.fault).toBe('reader_absent');
    await device('absent');
    expect(station.view).toMatchObject({ card: { state: 'none' }, samId: null });
    await far.plug();
    await named('王样例');
    expect(station.view.device).toEqual({ state: 'busy', fault: null });
    await device('ready');
  });

  it('unplugged under a card that was read does not read it again when it is back', async () => {
    await ready();
    far.lay(WANG);
    await card('read');
    station.forget();
    far.unplug();
    await device('absent');
    await far.plug();
    await device('ready');
    await looks(3, 'find');
    expect(reads()).toBe(1);
    far.lift();
    await looks(2, 'find');
    far.lay(LI);
    await named('李测试');
  });

  it('that is not there is absent until it comes', async () => {
    far.unplug();
    station.start();
    await device('absent');
    await far.plug();
    await device('ready');
  });

  it.each([
    ['a file', () => writeFileSync(join(dir, 'wrong'), 'kept'), 'Inappropriate ioctl'],
    ['a folder', () => mkdirSync(join(dir, 'wrong')), 'Is a directory'],
  ])('whose path is %s is out of order, and the log says why, once', async (_, make, sentence) => {
    make();
    const told: unknown[] = [];
    open({ line: serialLine(join(dir, 'wrong'), 115200), log: (...line) => told.push(line) });
    station.start();
    expect((await device('lost')).device.fault).toBe('reader_error');
    await expect
      .poll(() => views.filter((view) => view.device.state === 'opening').length)
      .toBeGreaterThan(3);
    const said = { fault: 'reader_error', sentence: expect.stringContaining(sentence) };
    expect(told).toEqual([['reader_trouble', said]]);
  });

  it('that is silent at two heartbeats is lost and opened anew', async () => {
    open({ findMs: 60 });
    await ready();
    far.fail('find', { kind: 'silence' });
    far.fail('find', { kind: 'silence' });
    expect((await device('lost')).device.fault).toBe('reader_silent');
    await device('ready');
  });

  it('that misses one heartbeat is kept', async () => {
    open({ findMs: 300 });
    await ready();
    far.fail('find', { kind: 'late', byMs: 400 });
    await looks(6, 'find');
    expect(views.map((view) => view.device.state)).not.toContain('lost');
  });

  it('that never answers is silent, not absent', async () => {
    open({ statusMs: 60 });
    for (let time = 0; time < 4; time += 1) far.fail('status', { kind: 'silence' });
    station.start();
    expect((await device('lost')).device.fault).toBe('reader_silent');
    await device('ready');
  });

  it.each([
    ['whose SAM failed its self-test', 0x60, 'sam_failed'],
    ['whose SAM is not authorised', 0x66, 'sam_not_authorised'],
    ['with an error it cannot name', 0x24, 'reader_error'],
  ] as const)('%s is out of order until it answers well again', async (_, status, fault) => {
    await ready();
    far.fail('find', { kind: 'status', status });
    far.fail('status', { kind: 'status', status });
    expect((await device('degraded')).device.fault).toBe(fault);
    await device('ready');
    expect(far.asked).toContain('reset');
  });

  it('reset under a card that was read does not read it again', async () => {
    await ready();
    far.lay(WANG);
    await card('read');
    station.forget();
    far.fail('address', { kind: 'status', status: 0x24 });
    await device('degraded');
    await device('ready');
    expect(far.asked).toContain('reset');
    await looks(3, 'address');
    expect(reads()).toBe(1);
  });

  it('is found at its speed when none is given', async () => {
    open({ line: serialLine(far.path, 'auto') });
    await ready();
    far.lay(WANG);
    await named('王样例');
  });
});
