import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readCardFile } from '../../sim/reader/card-file.ts';
import { CARDS, LI, StationBench, WANG } from './station-bench.ts';

let bench: StationBench;
beforeEach(async () => {
  bench = await StationBench.set();
});
afterEach(() => bench.clear());

describe('a card', () => {
  it('is read whole from a real serial line', async () => {
    await bench.ready();
    bench.far.lay(WANG);
    const view = await bench.card('read');
    expect(view.card).toMatchObject({
      record: { kind: 'mainland', name: '王样例', sexCode: '2', birth: '1954-03-12', validTo: 'long_term' },
      lying: true,
    });
    expect(view.samId).toBe('05.01-20120411-0002011994-1234567890');
    expect(bench.views.map(({ card }) => card.state)).toContain('reading');
  });

  it('is read by a module that refuses to tell its number', async () => {
    bench.far.fail('samId', { kind: 'status', status: 0x21 });
    await bench.ready();
    bench.far.lay(WANG);
    await bench.named('王样例');
    expect(bench.station.view.samId).toBeNull();
    expect(bench.asked('samId')).toBe(1);
  });

  it('is not read while the screen is busy, and is read when it is at rest again', async () => {
    bench.station.start();
    await bench.device('ready');
    bench.far.lay(WANG);
    await bench.looks(2, 'status');
    expect(bench.far.asked).not.toContain('find');
    bench.station.allowReading(true);
    await bench.named('王样例');
  });

  it('left lying is never read a second time, though the visit ends and the screen is at rest', async () => {
    await bench.ready();
    bench.far.lay(WANG);
    await bench.card('read');
    bench.station.forget();
    await bench.looks(5, 'address');
    expect(bench.station.view.card).toEqual({ state: 'none', lying: true });
    expect(bench.asked('read')).toBe(1);
  });

  it('is seen to be lifted, keeps its record until forgotten, and is read again when laid again', async () => {
    await bench.ready();
    bench.far.lay(WANG);
    await bench.card('read', true);
    bench.far.lift();
    await bench.card('read', false);
    expect(bench.station.view.card).toMatchObject({ record: { name: '王样例' } });
    bench.far.lay(LI);
    await bench.looks(2, 'status');
    expect(bench.asked('read')).toBe(1);
    bench.station.forget();
    await bench.named('李测试');
  });

  it.each([
    ['status word 31', { kind: 'status', status: 0x31 }, 'card_refused'],
    ['status word 33', { kind: 'status', status: 0x33 }, 'card_suspect'],
    ['silence', { kind: 'silence' }, 'reader_silent'],
    ['half a frame', { kind: 'half_frame' }, 'reader_damaged_answer'],
    ['a wrong checksum', { kind: 'bad_checksum' }, 'reader_damaged_answer'],
  ] as const)('that failed with %s is read once it was lifted and laid again', async (_, mishap, fault) => {
    bench.use(fault.startsWith('reader_') ? { readMs: 400 } : {});
    await bench.ready();
    bench.far.fail('read', mishap);
    bench.far.lay(WANG);
    expect((await bench.card('failed')).card).toEqual({ state: 'failed', fault, lying: true });
    await bench.looks(3, 'address');
    expect(bench.asked('read')).toBe(1);
    bench.far.lift();
    await bench.card('failed', false);
    bench.far.lay(WANG);
    await bench.named('王样例');
  });

  it('pulled away while it is looked for was removed', async () => {
    await bench.ready();
    bench.far.fail('find', { kind: 'lift', saying: 0x41 });
    bench.far.lay(WANG);
    expect((await bench.card('failed', false)).card).toMatchObject({ fault: 'card_removed_in_find' });
    bench.far.lay(LI);
    await bench.named('李测试');
  });

  it('found twice and selected neither time is not alone, or does not lie flat', async () => {
    await bench.ready();
    for (let time = 0; time < 2; time += 1) bench.far.fail('select', { kind: 'status', status: 0x81 });
    bench.far.lay(WANG);
    expect((await bench.card('failed', true)).card).toMatchObject({ fault: 'card_collision' });
    bench.far.lift();
    await bench.card('failed', false);
    bench.far.lay(WANG);
    await bench.named('王样例');
  });

  it.each([
    ['select', { selectMs: 200 }],
    ['read', { readMs: 400 }],
  ] as const)(
    'whose %s is answered when nobody waits any more has failed, and is read when laid again',
    async (step, times) => {
      bench.use(times);
      await bench.ready();
      bench.far.fail(step, { kind: 'late', byMs: 700 });
      bench.far.lay(WANG);
      expect((await bench.card('failed')).card).toMatchObject({ fault: 'reader_silent' });
      bench.far.lift();
      await bench.card('failed', false);
      bench.far.lay(LI);
      await bench.named('李测试');
    },
  );

  it.each([
    ['select', 'card_removed_in_select'],
    ['read', 'card_removed_in_read'],
    ['address', 'card_removed_in_read'],
  ] as const)('lifted during %s was removed: %s', async (step, fault) => {
    await bench.ready();
    bench.far.fail(step, { kind: 'lift' });
    bench.far.lay(WANG);
    expect((await bench.card('failed', false)).card).toMatchObject({ fault });
    bench.far.lay(LI);
    await bench.named('李测试');
  });

  it('that is no identity card is said to be none', async () => {
    await bench.ready();
    bench.far.fail('find', { kind: 'status', status: 0x40 });
    bench.far.lay(WANG);
    expect((await bench.card('failed')).card).toMatchObject({ fault: 'card_not_identity' });
  });

  it('of an unknown kind is said to be of a kind not supported', async () => {
    await bench.ready();
    bench.far.lay({ ...WANG, kind: 'X' });
    expect((await bench.card('failed')).card).toMatchObject({ fault: 'card_kind_unsupported' });
  });

  it('with an address added later and an ideographic space in it lives there', async () => {
    await bench.ready();
    bench.far.lay(readCardFile(CARDS, 'zheng-changzhi.json'));
    expect((await bench.card('read')).card).toHaveProperty(
      'record.address',
      '陕西省铜川市王益区红旗街街道样例路118号　样例家园南区9栋1603室',
    );
  });

  it('is read through garbage', async () => {
    await bench.ready();
    for (const step of ['find', 'select', 'read', 'address'] as const)
      bench.far.fail(step, { kind: 'garbage' });
    bench.far.lay(WANG);
    await bench.named('王样例');
  });
});
