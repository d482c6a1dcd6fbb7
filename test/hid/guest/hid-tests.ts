/** The product's HID line and card station against readers that the kernel takes for real ones. */
import assert from 'node:assert/strict';
import { letGo } from '../../../device-agent/lines/closing.ts';
import { hidLine } from '../../../device-agent/readers/lines/hid/hid-line.ts';
import { SamReader } from '../../../device-agent/readers/sam/sam-reader.ts';
import { seeded } from '../../sim/reader/card-line.ts';
import type { FarFraming } from '../../sim/reader/hid-reports.ts';
import { PluggedReader } from './plugged-reader.ts';
import { assertTestCard, isRead, TEST_CARD } from './test-card.ts';
import { WatchedStation } from './watched-station.ts';

/** The one reader whose framing is public, and a number that is in no table (pid.codes' for tests). */
const KNOWN = { vendorId: 0x0483, productId: 0x572b };
const UNKNOWN = { vendorId: 0x1209, productId: 0x0001 };

interface Bench {
  readonly reader: PluggedReader;
  readonly station: WatchedStation;
}

/** A reader of this framing in its socket, a station that finds the framing out, and the work with both. */
async function withReader<T>(
  usb: typeof KNOWN,
  framing: FarFraming,
  work: (bench: Bench) => Promise<T>,
): Promise<T> {
  const reader = await PluggedReader.plugIn({ ...usb, name: 'Card reader' }, framing);
  try {
    return await WatchedStation.on(hidLine({ ...usb, framing: 'auto' }), (station) =>
      work({ reader, station }),
    );
  } finally {
    await reader.unplug();
  }
}

const readsCard = (usb: typeof KNOWN, framing: FarFraming) => () =>
  withReader(usb, framing, async ({ reader, station }) => {
    await station.ready();
    reader.far.lay(TEST_CARD);
    assertTestCard(await station.until(isRead));
    reader.far.lift();
    await station.until(({ card }) => card.state === 'read' && !card.lying);
    assert.equal(station.cardsRead, 1);
    assert.deepEqual(station.losses, []);
    return undefined;
  });

export const readsThroughEnvelope = readsCard(KNOWN, 'dk');
export const findsLenPrefix = readsCard(UNKNOWN, 'len-prefix');
export const findsRaw = readsCard(UNKNOWN, 'raw');

/** Half of the card's reports are in when the plug is pulled. */
export function losesReaderInRead(): Promise<undefined> {
  return withReader(KNOWN, 'dk', async ({ reader, station }) => {
    await station.ready();
    reader.breakNextRead();
    reader.far.lay(TEST_CARD);
    await station.absent();
    station.assertLostAs('reader_absent');
    assert.equal(station.cardsRead, 0, 'half a card is none');
    await reader.plug();
    assertTestCard(await station.until(isRead));
    return undefined;
  });
}

/** A card that had its visit lies on the reader while the plug is pulled and put back. */
export function readsNoCardTwice(): Promise<undefined> {
  return withReader(KNOWN, 'dk', async ({ reader, station }) => {
    reader.far.lay(TEST_CARD);
    await station.until(isRead);
    station.forget();
    await reader.unplug();
    await station.absent();
    await reader.plug();
    await station.ready();
    const asked = reader.far.asked.length;
    await station.until(() => reader.far.asked.length > asked + 4); // it looks, and looks again
    assert.equal(station.cardsRead, 1);
    reader.far.lift();
    const lifted = reader.far.asked.length;
    await station.until(() => reader.far.asked.length > lifted + 4);
    reader.far.lay(TEST_CARD);
    assertTestCard(await station.until(isRead));
    assert.equal(station.cardsRead, 2);
    return undefined;
  });
}

/** Random reports before the card, and reports of no meaning between those that carry it. */
export function hearsThroughGarbage(): Promise<undefined> {
  return withReader(KNOWN, 'dk', async ({ reader, station }) => {
    await station.ready();
    const random = seeded(7);
    const noise = Array.from({ length: 40 }, () =>
      Buffer.from(Array.from({ length: 64 }, () => random() * 256)),
    );
    await reader.send(noise);
    reader.far.fail('read', 'strangers');
    reader.far.lay(TEST_CARD);
    assertTestCard(await station.until(isRead));
    assert.deepEqual(station.losses, []);
    return undefined;
  });
}

/** The right number on the plug, and nothing behind it. */
export async function namesTheSilent(): Promise<undefined> {
  const mute = await PluggedReader.plugIn({ ...KNOWN, name: 'Mute' }, 'raw'); // hears no question in another framing
  try {
    await WatchedStation.on(hidLine({ ...KNOWN, framing: 'auto' }), async (station) => {
      const { device } = await station.until(({ device: { fault } }) => fault === 'reader_silent');
      assert.notEqual(device.state, 'ready');
    });
  } finally {
    await mute.unplug();
  }
  return undefined;
}

/** Two readers alike but for their serial numbers: only the one that was named is asked. */
export async function tellsTwoApart(): Promise<undefined> {
  const one = await PluggedReader.plugIn({ ...KNOWN, name: 'Card reader', serialNumber: 'A-1' }, 'dk');
  const other = await PluggedReader.plugIn({ ...KNOWN, name: 'Card reader', serialNumber: 'A-2' }, 'dk');
  try {
    const line = hidLine({ ...KNOWN, serialNumber: 'A-2', framing: 'auto' });
    await WatchedStation.on(line, (station) => station.ready());
    assert.deepEqual(one.far.asked, []);
    assert.notDeepEqual(other.far.asked, []);
  } finally {
    await one.unplug();
    await other.unplug();
  }
  return undefined;
}

const EXCHANGES = 1000;

/** Question and answer through hidraw, node-hid and the framing; the far end answers at once. */
export async function exchangesMany(): Promise<string> {
  const plugged = await PluggedReader.plugIn({ ...KNOWN, name: 'Card reader' }, 'dk');
  try {
    const line = await hidLine({ ...KNOWN, framing: 'dk' }).open();
    const reader = new SamReader(line, { statusMs: 5000 });
    const startedAt = performance.now();
    for (let done = 0; done < EXCHANGES; done += 1) await reader.checkStatus();
    const eachMs = (performance.now() - startedAt) / EXCHANGES;
    await letGo(line);
    return `${eachMs.toFixed(2)} ms each`;
  } finally {
    await plugged.unplug();
  }
}
