import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serialLine } from '../../../device-agent/lines/serial-line.ts';
import { serialReaderLine } from '../../../device-agent/readers/lines/serial-reader-line.ts';
import { LI, StationBench, WANG } from './station-bench.ts';

let bench: StationBench;
beforeEach(async () => {
  bench = await StationBench.set();
});
afterEach(() => bench.clear());

describe('a reader', () => {
  it('unplugged in the middle of an answer is lost, and reads the card when it is back', async () => {
    await bench.ready();
    bench.far.fail('read', { kind: 'unplug' });
    bench.far.lay(WANG);
    expect((await bench.device('lost')).device.fault).toBe('reader_absent');
    await bench.device('absent');
    expect(bench.station.view).toMatchObject({ card: { state: 'none' }, samId: null });
    await bench.far.plug();
    await bench.named('王样例');
    expect(bench.station.view.device).toEqual({ state: 'busy', fault: null });
    await bench.device('ready');
  });

  it('unplugged under a card that was read does not read it again when it is back', async () => {
    await bench.ready();
    bench.far.lay(WANG);
    await bench.card('read');
    bench.station.forget();
    bench.far.unplug();
    await bench.device('absent');
    await bench.far.plug();
    await bench.device('ready');
    await bench.looks(3, 'find');
    expect(bench.asked('read')).toBe(1);
    bench.far.lift();
    await bench.looks(2, 'find');
    bench.far.lay(LI);
    await bench.named('李测试');
  });

  it('that is not there is absent until it comes', async () => {
    bench.far.unplug();
    bench.station.start();
    await bench.device('absent');
    await bench.far.plug();
    await bench.device('ready');
  });

  it.each([
    ['a file', () => writeFileSync(join(bench.dir, 'wrong'), 'kept'), 'Inappropriate ioctl'],
    ['a folder', () => mkdirSync(join(bench.dir, 'wrong')), 'Is a directory'],
  ])('whose path is %s is out of order, and the log says why, once', async (_, make, sentence) => {
    make();
    const told: unknown[] = [];
    bench.use({ line: serialLine(join(bench.dir, 'wrong'), 115200), log: (...line) => told.push(line) });
    bench.station.start();
    expect((await bench.device('lost')).device.fault).toBe('reader_error');
    await expect
      .poll(() => bench.views.filter((view) => view.device.state === 'opening').length)
      .toBeGreaterThan(3);
    const said = { fault: 'reader_error', sentence: expect.stringContaining(sentence) };
    expect(told).toEqual([['reader_trouble', said]]);
  });

  it('that is silent at two heartbeats is lost and opened anew', async () => {
    bench.use({ findMs: 60 });
    await bench.ready();
    bench.far.fail('find', { kind: 'silence' });
    bench.far.fail('find', { kind: 'silence' });
    expect((await bench.device('lost')).device.fault).toBe('reader_silent');
    await bench.device('ready');
  });

  it('that is silent at two heartbeats in the middle of a visit is lost, too', async () => {
    bench.use({ statusMs: 60 });
    bench.station.start();
    await bench.device('ready');
    for (let time = 0; time < 2; time += 1) bench.far.fail('status', { kind: 'silence' });
    expect((await bench.device('lost')).device.fault).toBe('reader_silent');
    await bench.device('ready');
  });

  it('that misses one heartbeat is kept', async () => {
    bench.use({ findMs: 300 });
    await bench.ready();
    bench.far.fail('find', { kind: 'late', byMs: 400 });
    await bench.looks(6, 'find');
    expect(bench.views.map((view) => view.device.state)).not.toContain('lost');
  });

  it('that never answers is silent, not absent', async () => {
    bench.use({ statusMs: 60 });
    for (let time = 0; time < 4; time += 1) bench.far.fail('status', { kind: 'silence' });
    bench.station.start();
    expect((await bench.device('lost')).device.fault).toBe('reader_silent');
    await bench.device('ready');
  });

  it.each([
    ['whose SAM failed its self-test', 0x60, 'sam_failed'],
    ['whose SAM is not authorised', 0x66, 'sam_not_authorised'],
    ['with an error it cannot name', 0x24, 'reader_error'],
  ] as const)('%s is out of order until it answers well again', async (_, status, fault) => {
    await bench.ready();
    bench.far.fail('find', { kind: 'status', status });
    bench.far.fail('status', { kind: 'status', status });
    expect((await bench.device('degraded')).device.fault).toBe(fault);
    await bench.device('ready');
    expect(bench.far.asked).toContain('reset');
  });

  it('reset under a card that was read does not read it again', async () => {
    await bench.ready();
    bench.far.lay(WANG);
    await bench.card('read');
    bench.station.forget();
    bench.far.fail('address', { kind: 'status', status: 0x24 });
    await bench.device('degraded');
    await bench.device('ready');
    expect(bench.far.asked).toContain('reset');
    await bench.looks(3, 'address');
    expect(bench.asked('read')).toBe(1);
  });

  it('is found at its speed when none is given', async () => {
    bench.use({ line: serialReaderLine(bench.far.path, 'auto') });
    await bench.ready();
    bench.far.lay(WANG);
    await bench.named('王样例');
  });
});
