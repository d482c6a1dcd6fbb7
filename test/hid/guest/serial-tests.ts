/** The product's serial line on /dev/ttyUSB0 of a USB adapter (ftdi_sio), whose plug and far end the host holds. */
import assert from 'node:assert/strict';
import { serialReaderLine } from '../../../device-agent/readers/lines/serial-reader-line.ts';
import { bench } from './bench.ts';
import { assertTestCard, isRead } from './test-card.ts';
import { WatchedStation } from './watched-station.ts';

/** Kept by mdev (guest/mdev.conf), as udev keeps it on a kiosk. */
const PATH = '/dev/serial/by-id/usb-reader';
const UNPLUGGINGS = 6;

/** The reader is plugged in and empty, whatever the test before has left. */
async function withAdapter<T>(work: (station: WatchedStation) => Promise<T>): Promise<T> {
  await bench.wish('lift');
  await bench.wish('plug');
  return await WatchedStation.on(serialReaderLine(PATH, 'auto'), async (station) => {
    await station.ready();
    return await work(station);
  });
}

export function readsOverUsbSerial(): Promise<undefined> {
  return withAdapter(async (station) => {
    await bench.wish('lay');
    assertTestCard(await station.until(isRead));
    await bench.wish('lift');
    await station.until(({ card }) => card.state === 'read' && !card.lying);
    assert.deepEqual(station.losses, []);
    return undefined;
  });
}

/** Half of the card's 1295 bytes are on the wire when the plug is pulled. */
export function losesAdapterInRead(): Promise<undefined> {
  return withAdapter(async (station) => {
    const pulled = bench.wish('unplug_in_read');
    await bench.wish('lay');
    await pulled;
    await station.absent();
    station.assertLostAs('reader_absent');
    assert.equal(station.cardsRead, 0, 'half a card is none');
    await bench.wish('plug');
    assertTestCard(await station.until(isRead));
    return undefined;
  });
}

/** Not every unplugging is told to whoever holds the port: what is not told has to be seen. */
export function survivesUnpluggings(): Promise<string> {
  return withAdapter(async (station) => {
    const noticedMs: number[] = [];
    for (let pulled = 1; pulled <= UNPLUGGINGS; pulled += 1) {
      await bench.wish('unplug');
      const pulledAt = performance.now();
      await station.absent();
      noticedMs.push(Math.round(performance.now() - pulledAt));
      station.assertLostAs('reader_absent');
      await bench.wish('plug');
      await station.ready();
    }
    await bench.wish('lay');
    assertTestCard(await station.until(isRead));
    return `noticed after ${noticedMs.join(', ')} ms`;
  });
}
