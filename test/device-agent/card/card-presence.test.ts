/** One visit per laying, on modules of every manner: what tells that a card still lies there differs between them. */
import { afterEach, describe, expect, it } from 'vitest';
import type { CardStationOptions } from '../../../device-agent/card/card-station.ts';
import type { SamManners } from '../../sim/reader/sam-module.ts';
import { LI, StationBench, WANG } from './station-bench.ts';

let bench: StationBench;
afterEach(() => bench.clear());

async function benchWith(manners: SamManners, options: Partial<CardStationOptions> = {}): Promise<void> {
  bench = await StationBench.set({ manners });
  bench.use(options);
  await bench.ready();
}

/** A silence is what some of these modules answer with: it must not cost the test seconds. */
const SOON = { statusMs: 150, findMs: 150, addressMs: 150 };

const SEEING: [what: string, manners: SamManners][] = [
  ['as published', {}],
  ['that refuses the addresses and tells the number', { address: 'refused' }],
  ['that permits no question of addresses', { address: 'not_permitted' }],
  ['that knows no addresses and is silent about them', { address: 'mute' }],
  ['that is silent about addresses without a card', { address: 'mute_without_card' }],
  ['the same, without a number, too', { address: 'mute_without_card', number: 'mute', findsAgain: true }],
  ['that only finds, again and again', { address: 'refused', number: 'refused', findsAgain: true }],
  ['that only finds, and is silent to all else', { address: 'mute', number: 'mute', findsAgain: true }],
];

describe.each(SEEING)('on a module %s, a card', (_, manners) => {
  it('left lying is read once, is seen to be lifted, and is read when laid again', async () => {
    await benchWith(manners, SOON);
    bench.far.lay(WANG);
    await bench.named('王样例');
    await bench.looks(6);
    expect(bench.station.view.card).toMatchObject({ state: 'read', lying: true });
    bench.station.forget();
    expect(bench.station.view.card).toEqual({ state: 'none', lying: true });
    await bench.looks(6);
    expect(bench.station.view.card).toEqual({ state: 'none', lying: true });
    expect(bench.asked('read')).toBe(1);
    bench.far.lift();
    await bench.card('none', false);
    bench.far.lay(LI);
    await bench.named('李测试');
    expect(bench.views.map(({ device }) => device.state)).not.toContain('lost');
  });

  it('under a reader that was pulled and put back is not read again before it was lifted', async () => {
    await benchWith(manners, SOON);
    bench.far.lay(WANG);
    await bench.named('王样例');
    await bench.looks(6);
    bench.station.forget();
    bench.far.unplug();
    await bench.device('absent');
    await bench.far.plug();
    await bench.device('ready');
    await bench.looks(6);
    expect(bench.station.view.card).toEqual({ state: 'none', lying: true });
    expect(bench.asked('read')).toBe(1);
    bench.far.lift();
    await bench.card('none', false);
    bench.far.lay(LI);
    await bench.named('李测试');
  });
});

describe('on a module that tells nothing of a card it has read, a card', () => {
  const blind: SamManners = { address: 'refused', number: 'refused' };

  it('is taken to lie there until its record is forgotten, and is not read again before it was lifted', async () => {
    await benchWith(blind);
    bench.far.lay(WANG);
    await bench.named('王样例');
    bench.far.lift();
    await bench.looks(6);
    expect(bench.station.view.card).toMatchObject({ state: 'read', lying: true });
    bench.far.lay(WANG);
    bench.station.forget();
    await bench.named('王样例');
    bench.station.forget();
    await bench.card('none', false);
    await bench.looks(6);
    expect(bench.asked('read')).toBe(2);
  });

  it('is not read again for a reader that was pulled and put back', async () => {
    await benchWith(blind);
    bench.far.lay(WANG);
    await bench.named('王样例');
    await bench.looks(3);
    bench.station.forget();
    bench.far.unplug();
    await bench.device('absent');
    await bench.far.plug();
    await bench.device('ready');
    await bench.looks(6);
    expect(bench.asked('read')).toBe(1);
    bench.far.lift();
    await bench.looks(6);
    bench.far.lay(LI);
    await bench.named('李测试');
  });
});

describe('a card left lying', () => {
  it('is seen to be lifted by the first look that begins after it', async () => {
    await benchWith({}, { pollMs: 50 });
    bench.far.lay(WANG);
    await bench.named('王样例');
    await bench.looks(2, 'address');
    const before = bench.asked('address');
    bench.far.lift();
    await bench.card('read', false);
    expect(bench.asked('address') - before).toBeLessThanOrEqual(2); // one may have been on its way
  });

  it('is the same card though the module loses sight of it for a moment', async () => {
    await benchWith({ findsAgain: true });
    bench.far.lay(WANG);
    await bench.named('王样例');
    bench.station.forget();
    for (const status of [0x41, 0x31, 0x23, 0x80]) bench.far.fail('address', { kind: 'status', status });
    await bench.looks(8, 'find');
    expect(bench.asked('read')).toBe(1);
    expect(bench.station.view.card).toEqual({ state: 'none', lying: true });
  });

  it('is not forgotten for one answer that was lost', async () => {
    await benchWith({}, { addressMs: 100 });
    bench.far.lay(WANG);
    await bench.named('王样例');
    bench.far.fail('address', { kind: 'silence' });
    await bench.looks(5, 'address');
    expect(bench.station.view.card).toMatchObject({ state: 'read', lying: true });
    expect(bench.views.some(({ card }) => card.state === 'read' && !card.lying)).toBe(false);
  });

  it('is no identity card, and the reader is in order for all that', async () => {
    bench = await StationBench.set();
    for (let time = 0; time < 6; time += 1) bench.far.fail('find', { kind: 'status', status: 0x40 });
    await bench.ready();
    bench.far.lay(WANG);
    await bench.looks(6, 'find');
    expect(bench.station.view.card).toEqual({ state: 'failed', fault: 'card_not_identity', lying: true });
    expect(bench.views.map(({ device }) => device.state)).not.toContain('degraded');
    bench.far.lift();
    await bench.card('failed', false);
  });

  it('over a restart of the agent is passed over by the module, until it was lifted', async () => {
    await benchWith({});
    bench.far.lay(WANG);
    await bench.named('王样例');
    await bench.station.stop();
    bench.use({});
    await bench.ready();
    await bench.looks(5, 'find');
    expect(bench.asked('read')).toBe(1);
    expect(bench.station.view.card).toEqual({ state: 'none', lying: false });
    bench.far.lift();
    bench.far.lay(WANG);
    await bench.named('王样例');
  });
});

describe('a card that is being read while all is forgotten', () => {
  it('is not kept when nobody asks for a card after', async () => {
    await benchWith({});
    bench.far.lay(WANG);
    await bench.card('reading');
    bench.station.allowReading(false);
    bench.station.forget();
    await bench.card('none', true);
    expect(bench.views.map(({ card }) => card.state)).not.toContain('read');
    bench.station.allowReading(true);
    await bench.looks(4, 'address');
    expect(bench.asked('read')).toBe(1);
    bench.far.lift();
    await bench.card('none', false);
    bench.far.lay(LI);
    await bench.named('李测试');
  });

  it('is the next card when somebody does', async () => {
    await benchWith({});
    bench.far.lay(WANG);
    await bench.card('reading');
    bench.station.allowReading(false);
    bench.station.forget();
    bench.station.allowReading(true);
    await bench.named('王样例');
  });
});

it('keeps the photo of a card until the card is forgotten, and nothing of it after', async () => {
  await benchWith({});
  bench.far.lay(WANG);
  const { card } = await bench.named('王样例');
  if (card.state !== 'read') throw new Error('not read');
  expect(card.photo).toHaveLength(1024);
  expect(card.photo.toString('hex', 0, 10)).toBe('574c66007e00320000ff');
  bench.station.forget();
  expect(card.photo.equals(Buffer.alloc(1024))).toBe(true);
});
