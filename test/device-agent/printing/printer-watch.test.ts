import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { PrinterStatus } from '#printers/contract.ts';
import { PrinterWatch } from '../../../device-agent/printing/printer-watch.ts';

const WELL: PrinterStatus = { conditions: [], busy: false, supplies: [] };

let status: PrinterStatus;
let asked: number;
let isInUse: boolean;
let paperLeft: boolean;
let tell: () => void;
let news: number;
let watch: PrinterWatch;

beforeEach(() => {
  vi.useFakeTimers();
  [status, asked, isInUse, paperLeft, news] = [WELL, 0, false, false, 0];
  watch = new PrinterWatch({
    driver: {
      status: async () => {
        asked += 1;
        return status;
      },
      onChange: (hear) => {
        tell = hear;
      },
    },
    taking: {
      look: () => {},
      get isPaperLeft() {
        return paperLeft;
      },
    },
    isInUse: () => isInUse,
    onChange: () => {
      news += 1;
    },
  });
});
afterEach(() => {
  watch.stop();
  vi.useRealTimers();
});

async function looksWithin(ms: number): Promise<number> {
  const before = asked;
  await vi.advanceTimersByTimeAsync(ms);
  return asked - before;
}

it('looks every five seconds while nobody is there and all is well', async () => {
  watch.wake();
  await looksWithin(0);
  expect(asked).toBe(1);
  expect(await looksWithin(20_000)).toBe(4);
});

it('looks twice a second while a visit is open or a job lives', async () => {
  isInUse = true;
  watch.wake();
  await looksWithin(0);
  expect(await looksWithin(5000)).toBe(10);
});

it('looks twice a second while the printer lacks something', async () => {
  status = { ...WELL, conditions: ['paper_out'] };
  watch.wake();
  await looksWithin(0);
  expect(await looksWithin(5000)).toBe(10);
  status = WELL;
  await looksWithin(500);
  expect(await looksWithin(5000)).toBe(1);
});

it('looks at once when the printer speaks by itself', async () => {
  watch.wake();
  await looksWithin(0);
  status = { ...WELL, conditions: ['cover_open'] };
  tell();
  await looksWithin(0);
  expect(watch.view).toMatchObject({ state: 'degraded', conditions: ['cover_open'] });
});

it('shows what is left of paper and toner, and tells of it only when it changes', async () => {
  const supplies = [{ kind: 'toner', name: '黑', percent: 40 }] as const;
  status = { ...WELL, supplies };
  watch.wake();
  await looksWithin(20_000);
  expect(watch.view).toEqual({ state: 'ready', conditions: [], supplies, paperLeft: false });
  expect(news).toBe(1);
});

it('is ready with a paper in its mouth, and tells when that was left there', async () => {
  status = { ...WELL, conditions: ['paper_waiting'] };
  watch.wake();
  await looksWithin(0);
  paperLeft = true;
  await looksWithin(5000);
  expect(watch.view).toMatchObject({ state: 'ready', paperLeft: true });
  expect(news).toBe(2);
});
