/** From something going wrong at a printer to the screen's knowing it, while a visit is open. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Condition } from '#agent/contract/messages.ts';
import { percentile, print } from '../report/figure.ts';
import { BenchKiosk } from './agent/bench-kiosk.ts';
import { EASY_SLIP } from './slips/slip.ts';

const ROUNDS = 60;
/** The trouble comes at any moment between two looks. */
const MOST_REST_MS = 700;
const AIM_MS = 1000;

type Printer = keyof typeof KNOWN_BY;
const KNOWN_BY = { page: 'asked every 500 ms', slip: 'tells by itself (GS a)' } as const;

export async function benchConditions(): Promise<void> {
  const kiosk = await BenchKiosk.start();
  try {
    kiosk.screen.send({ type: 'begin' });
    await kiosk.print({ slip: Buffer.from(JSON.stringify(EASY_SLIP)) });
    for (const printer of ['page', 'slip'] as const) report(printer, await rounds(kiosk, printer));
  } finally {
    await kiosk.stop();
  }
}

async function rounds(kiosk: BenchKiosk, printer: Printer): Promise<number[]> {
  const timesMs: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await sleep((round / ROUNDS) * MOST_REST_MS);
    timesMs.push(await untilSeen(kiosk, printer, round % 2 === 0));
  }
  return timesMs;
}

/** The paper ends, or comes back. */
async function untilSeen(kiosk: BenchKiosk, printer: Printer, ends: boolean): Promise<number> {
  const { pages, slips } = kiosk;
  const [empty, fill] =
    printer === 'page' ? [pages.emptyTray, pages.fillTray] : [slips.emptyPaper, slips.fillPaper];
  const from = performance.now();
  if (ends) empty();
  else fill();
  const wanted: Condition = 'paper_out';
  await kiosk.screen.until(({ printers }) => printers[printer]?.conditions.includes(wanted) === ends);
  return performance.now() - from;
}

function report(printer: Printer, timesMs: readonly number[]): void {
  for (const [name, share] of [
    ['p50', 0.5],
    ['p95', 0.95],
  ] as const) {
    print({
      bench: 'printing',
      figure: `condition_seen_${printer}_${name}`,
      value: percentile(timesMs, share),
      unit: 'ms',
      ...(share === 0.95 && {
        against: `paper out and filled again, in a visit; ${KNOWN_BY[printer]}; aim below ${AIM_MS}`,
      }),
    });
  }
}
