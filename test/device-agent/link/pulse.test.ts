import { parse } from 'valibot';
import { afterEach, expect, it } from 'vitest';
import type { Reading, Snapshot } from '#agent/contract/messages.ts';
import { type Heartbeat, heartbeat } from '#server/contract/kiosks.ts';
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

const PAGE: NonNullable<Snapshot['printers']['page']> = {
  state: 'ready',
  conditions: [],
  supplies: [],
  paperLeft: false,
};

let snapshot: Snapshot;
let told: Heartbeat[];
let pulse: Pulse;
afterEach(() => pulse.stop());

function start(): void {
  snapshot = SNAPSHOT;
  told = [];
  const beat = async (said: Heartbeat) => void told.push(said);
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

async function toldOf(page: Partial<typeof PAGE>): Promise<Heartbeat['printers']['page'] | undefined> {
  start();
  snapshot = { ...SNAPSHOT, printers: { page: { ...PAGE, ...page }, slip: null } };
  pulse.changed();
  const sent = () => told.at(-1)?.printers.page ?? undefined;
  await expect.poll(sent).toBeDefined();
  return sent();
}

it.each([
  ['a paper that waits to be taken for a moment', ['paper_waiting'], false, []],
  ['a paper for which nobody came', ['paper_waiting', 'paper_low'], true, ['paper_waiting', 'paper_low']],
  ['a paper that is only guessed to lie there', ['paper_low'], true, ['paper_low', 'paper_left']],
] as const)('says of %s what staff can use', async (_, conditions, paperLeft, said) => {
  expect(await toldOf({ conditions: [...conditions], paperLeft })).toMatchObject({ conditions: said });
});

it('says how much paper and toner is left, and never more than the server takes', async () => {
  const supplies = [
    { kind: 'toner', name: '', percent: 130 },
    { kind: 'paper', name: `盒${'𬭎'.repeat(100)}`, percent: null },
    ...Array.from({ length: 20 }, () => ({ kind: 'drum', name: 'Drum', percent: 4 }) as const),
  ] as const;
  const page = await toldOf({ supplies: [...supplies] });
  expect(page?.supplies).toHaveLength(16);
  expect(page?.supplies?.[0]).toEqual({ kind: 'toner', name: 'toner', percent: 100 });
  expect(page?.supplies?.[1]?.name).toBe(`盒${'𬭎'.repeat(99)}\ufffd`);
  expect(
    parse(heartbeat, { reader: { state: 'ready', conditions: [] }, printers: { page, slip: null } }),
  ).toBeDefined();
});
