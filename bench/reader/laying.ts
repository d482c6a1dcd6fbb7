/** From a card laid on the reader to the sealed assertion at the screen: agent, server and serial line are real. */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readCardFile } from '#sim/reader/card-file.ts';
import { seeded } from '#sim/reader/card-line.ts';
import type { House } from '../../test/journeys/house.ts';
import type { ScreenClient } from '../../test/journeys/screen-client.ts';

const LAYINGS = 60;
const WARM_UPS = 5;
/** The product's default. A card can come down at any moment of it. */
const POLL_MS = 250;
/** The card has no added address. */
const CARD = readCardFile(join(import.meta.dirname, '../../test/sim/cards'), 'wang-yangli.json');
/**
 * Answers to find, select, read and address (91), ten bits a byte at 115200 baud. The questions, 40 bytes more, cross a
 * pty in no time, so they are not taken off.
 */
export const LINE_MS = ((15 + 19 + 1295 + 11) * 10 * 1000) / 115200;

/** Milliseconds of each laying, the time on the line taken off. */
export async function layingTimes({ reader }: House, screen: ScreenClient): Promise<number[]> {
  const random = seeded(1);
  const timesMs: number[] = [];
  for (let laying = 0; laying < WARM_UPS + LAYINGS; laying += 1) {
    await screen.until(({ card }) => card.state === 'none' && !card.lying);
    screen.send({ type: 'begin' });
    await sleep(2 * POLL_MS + random() * POLL_MS);
    const from = performance.now();
    reader.lay(CARD);
    await screen.assertion();
    if (laying >= WARM_UPS) timesMs.push(performance.now() - from - LINE_MS);
    screen.send({ type: 'end_visit' });
    reader.lift();
  }
  return timesMs;
}
