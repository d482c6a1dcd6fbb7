/**
 * From the last byte of the card's answer to the page printer's acceptance of the job: parse, assertion, visit,
 * decision, certificate, order, spool, IPP. The taps are taken as instantaneous; server, agent, database, serial line
 * and printer are real, each at the end of its real wire.
 */
import { join } from 'node:path';
import { readCardFile } from '#sim/reader/card-file.ts';
import { buildHouse, type House } from '../test/journeys/house.ts';
import { openVisit, ScreenClient, wishCertificate } from '../test/journeys/screen-client.ts';
import { percentile, print } from './report/figure.ts';

const SWIPES = 60;
const WARM_UP = 5;
/** 1295 bytes of ten bits each at 115200 baud. */
const LINE_MS = (1295 * 10 * 1000) / 115200;
const SEND_DOCUMENT = 0x0006;
const CARD = readCardFile(join(import.meta.dirname, '../test/sim/cards'), 'wang-yangli.json');

const house = await buildHouse();
try {
  const samplesMs: number[] = [];
  for (let swipe = 0; swipe < WARM_UP + SWIPES; swipe += 1) {
    const ms = await oneSwipe(house);
    if (swipe >= WARM_UP) samplesMs.push(ms);
  }
  const p95 = percentile(samplesMs, 0.95);
  print({ bench: 'swipe', figure: 'p50', value: percentile(samplesMs, 0.5), unit: 'ms' });
  print({ bench: 'swipe', figure: 'p95', value: p95, unit: 'ms' });
  print({
    bench: 'swipe',
    figure: 'p95_ratio',
    value: p95 / LINE_MS,
    unit: 'ratio',
    against: 'line time of the card answer at 115200 baud (112 ms); aim below 2.5',
  });
} finally {
  await house.tearDown();
}

async function oneSwipe({ reader, pages, kioskUrl, serverUrl }: House): Promise<number> {
  const screen = await ScreenClient.open(kioskUrl);
  await screen.until(({ card, server }) => card.state === 'none' && !card.lying && server === 'up');
  screen.send({ type: 'begin' });
  const cardRead = lastByteOfTheCard(reader);
  const accepted = acceptanceOf(pages);
  reader.lay(CARD);
  const [from, assertion] = await Promise.all([cardRead, screen.assertion()]);
  const { token } = await openVisit(serverUrl, assertion);
  const { orders } = await wishCertificate(serverUrl, token);
  for (const { order } of orders) screen.send({ type: 'print', order });
  const to = await accepted;
  const page = orders.find(({ printer }) => printer === 'page')?.job;
  await screen.until(({ jobs }) => jobs.some(({ job, state }) => job === page && state === 'done'));
  screen.send({ type: 'end_visit' });
  reader.lift();
  screen.close();
  return to - from;
}

function lastByteOfTheCard(reader: House['reader']): Promise<number> {
  return new Promise((resolve) => {
    reader.onChange(() => reader.state.read && resolve(performance.now()));
  });
}

function acceptanceOf(pages: House['pages']): Promise<number> {
  return new Promise((resolve) => {
    pages.onRequest = ({ operation }) => operation === SEND_DOCUMENT && resolve(performance.now());
  });
}
