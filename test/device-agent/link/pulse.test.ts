import { afterEach, expect, it } from 'vitest';
import type { Reading, Snapshot } from '#agent/contract/messages.ts';
import type { Heartbeat } from '#server/contract/kiosks.ts';
import { Pulse } from '../../../device-agent/link/pulse.ts';

const READING: Reading = {
  outcome: 'read',
  said: null,
  findMs: 20,
  selectMs: 85,
  readMs: 980,
  addressMs: null,
};
const SNAPSHOT: Snapshot = {
  type: 'snapshot',
  reader: { state: 'ready', fault: null, lastReading: null },
  scanner: { state: 'ready' },
  card: { state: 'none', lying: false },
  printers: { page: null, slip: null },
  jobs: [],
  server: 'up',
};

let snapshot: Snapshot;
let told: Heartbeat[];
let pulse: Pulse;
afterEach(() => pulse.stop());

function start(): void {
  snapshot = SNAPSHOT;
  told = [];
  const beat = async (heartbeat: Heartbeat) => void told.push(heartbeat);
  pulse = new Pulse({ snapshot: () => snapshot, beat });
  pulse.start();
}

it('tells of a reading as soon as it is over, and of the scanner', async () => {
  start();
  await expect.poll(() => told.length).toBe(1);
  snapshot = { ...SNAPSHOT, reader: { ...SNAPSHOT.reader, lastReading: READING } };
  pulse.changed();
  await expect.poll(() => told).toHaveLength(2);
  expect(told[1]).toEqual({
    reader: { state: 'ready', conditions: [], lastReading: READING },
    scanner: { state: 'ready' },
    printers: { page: null, slip: null },
  });
});

it('says nothing of a card, not even that one is there', async () => {
  start();
  await expect.poll(() => told.length).toBe(1);
  const laying = '7c0f5e1a-0000-4000-8000-000000000001';
  const card = { state: 'read', laying, maskedName: '样＊＊', assertion: 'sealed', lying: true } as const;
  snapshot = { ...SNAPSHOT, card };
  pulse.changed();
  snapshot = { ...snapshot, reader: { ...SNAPSHOT.reader, lastReading: READING } };
  pulse.changed();
  await expect.poll(() => told.length).toBe(2);
  for (const word of ['card', '样', laying, 'sealed', 'lying']) {
    expect(JSON.stringify(told)).not.toContain(word);
  }
});
