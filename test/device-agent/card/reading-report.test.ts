import { afterEach, expect, it } from 'vitest';
import { CardDesk } from '../../../device-agent/card/card-desk.ts';
import type { Snapshot } from '../../../device-agent/contract/messages.ts';
import { jsonLog } from '../../../device-agent/log.ts';
import { ReaderFault } from '../../../device-agent/readers/reader-fault.ts';
import { ReadingReport } from '../../../device-agent/readers/reading-report.ts';
import { snapshotOf } from '../../../device-agent/screen/snapshot.ts';
import type { SimCard } from '../../sim/reader/card-file.ts';
import type { Mishap } from '../../sim/reader/card-reader.ts';
import type { Step } from '../../sim/reader/sam-module.ts';
import { StationBench, WANG } from './station-bench.ts';

it('tells the time of each step, and null for a step that was not come to', async () => {
  const clock = [0, 12, 20, 61.6];
  const report = new ReadingReport(() => clock.shift() ?? 0);
  await report.timed('find', async () => true);
  await expect(report.timed('select', () => Promise.reject(new Error('lost')))).rejects.toThrow('lost');
  expect(
    report.ended(new ReaderFault('card_collision', 'select: 81, card 0, twice', { status: 0x81 })),
  ).toEqual({
    outcome: 'card_collision',
    said: '81',
    findMs: 12,
    selectMs: 42,
    readMs: null,
    addressMs: null,
  });
});

/** Nobody's: each value stands for itself, and is nowhere else in the house. */
const SENTINEL = {
  ...WANG,
  name: '鸢尾哨兵',
  address: '哨兵省哨兵市哨兵路777号',
  newestAddress: '新哨兵省新哨兵市新哨兵路888号',
  authority: '哨兵公安局',
} as const satisfies SimCard;
const PERSONAL = ['哨兵', '61020219540312002', '1954-03-12', '19540312', '574c66'];

let bench: StationBench | undefined;
afterEach(async () => {
  await bench?.clear();
  bench = undefined;
});

/** The station with its desk, as the agent joins them: everything the log and the snapshots ever held. */
async function kept(on: StationBench): Promise<{ log: () => string; snapshots: Snapshot[] }> {
  const lines: string[] = [];
  const log = jsonLog((line) => lines.push(line));
  const snapshots: Snapshot[] = [];
  on.use({ log, readMs: 500 });
  const { station } = on;
  const desk: CardDesk = new CardDesk({
    station,
    nonces: { prepare() {}, take: async () => 'nonce' },
    seal: async () => 'sealed',
    onChange: () => snapshots.push(snapshot()),
    log,
  });
  const snapshot = () =>
    snapshotOf({
      reader: { ...station.view.device, lastReading: station.view.lastReading },
      scanner: undefined,
      card: desk.view,
      printers: { page: null, slip: null },
      jobs: [],
      server: 'up',
    });
  desk.begin();
  await on.ready();
  return { log: () => lines.join(''), snapshots };
}

const milliseconds = expect.any(Number);
const ALL = { findMs: milliseconds, selectMs: milliseconds, readMs: milliseconds, addressMs: milliseconds };

it.each<[string, Step, Mishap | undefined, Partial<SimCard>, object]>([
  ['that was read', 'read', undefined, {}, { outcome: 'read', said: null, ...ALL }],
  [
    'that was refused in select',
    'select',
    { kind: 'status', status: 0x31 },
    {},
    { outcome: 'card_refused', said: '31', ...ALL, readMs: null, addressMs: null },
  ],
  [
    'whose answer was damaged',
    'read',
    { kind: 'half_frame' },
    {},
    { outcome: 'reader_damaged_answer', said: null, ...ALL, addressMs: null },
  ],
  [
    'whose reader was pulled out',
    'read',
    { kind: 'unplug' },
    {},
    { outcome: 'reader_absent', said: null, ...ALL, addressMs: null },
  ],
  [
    'of a kind that nobody knows',
    'read',
    undefined,
    { kind: 'X' },
    { outcome: 'card_kind_unsupported', said: 'U+0058', ...ALL, addressMs: null },
  ],
  [
    'that does not hold together',
    'read',
    undefined,
    { idNumber: '610202195403120021' },
    { outcome: 'card_unreadable', said: null, ...ALL, addressMs: null },
  ],
])(
  'reports a card %s by one line of figures, and nothing of the card anywhere',
  async (_, step, mishap, change, reading) => {
    const on = await StationBench.set();
    bench = on;
    const { log, snapshots } = await kept(on);
    if (mishap) on.far.fail(step, mishap);
    on.far.lay({ ...SENTINEL, ...change });
    await on.until(({ lastReading }) => lastReading !== null);
    expect(on.station.view.lastReading).toEqual(reading);
    on.far.lift();
    await on.until(({ card }) => !('lying' in card && card.lying));
    expect(log().match(/"event":"card_(read|not_read)"/gu)).toHaveLength(1);
    expect(snapshots.at(-1)?.reader.lastReading).toEqual(reading);
    const everything = log() + JSON.stringify(snapshots);
    for (const word of PERSONAL) expect(everything).not.toContain(word);
  },
);
