import { beforeEach, expect, it } from 'vitest';
import type { Capabilities, Condition } from '#printers/contract.ts';
import { Taking } from '../../../device-agent/printing/taking.ts';

const BLIND: Capabilities = { evidence: 'pages', seesTaking: false, canRetract: false, tellsChanges: false };
const SEEING: Capabilities = { ...BLIND, seesTaking: true };
const WAITING: Condition[] = ['paper_waiting'];

let now: number;
let abilities: Capabilities;
let isPrinting: boolean;
let retracted: number;
let logged: object[];
let taking: Taking;

beforeEach(() => {
  now = 5000;
  abilities = SEEING;
  isPrinting = false;
  retracted = 0;
  logged = [];
  taking = new Taking({
    driver: {
      kind: 'slip',
      capabilities: async () => abilities,
      retract: async () => {
        retracted += 1;
        return retracted === 1;
      },
    },
    isPrinting: () => isPrinting,
    log: (event, fields) => logged.push({ event, ...fields }),
    now: () => now,
  });
});

function seen(conditions: Condition[], afterMs: number): boolean {
  now += afterMs;
  taking.look(conditions);
  return taking.isPaperLeft;
}

it('raises the alarm for a paper that waited a minute, once', () => {
  expect(seen(WAITING, 0)).toBe(false);
  expect(seen(WAITING, 59_999)).toBe(false);
  expect(seen(WAITING, 1)).toBe(true);
  expect(seen(WAITING, 120_000)).toBe(true);
  expect(logged).toEqual([{ event: 'paper_left', device: 'slip', state: 'seen' }]);
});

it('gives each paper its own minute', () => {
  seen(WAITING, 0);
  seen([], 40_000);
  expect(seen(WAITING, 10_000)).toBe(false);
  expect(seen(WAITING, 59_000)).toBe(false);
});

it('ends the alarm when the sensor sees no paper any more, and says of nobody that he took it', () => {
  seen(WAITING, 0);
  seen(WAITING, 60_000);
  expect(seen(['paper_low'], 1000)).toBe(false);
  expect(JSON.stringify(logged)).not.toContain('taken');
});

it('keeps the alarm while the printer is silent', () => {
  seen(WAITING, 0);
  seen(WAITING, 60_000);
  expect(seen(['offline'], 1000)).toBe(true);
  expect(seen([], 1000)).toBe(false);
});

it('does not count the time in which a paper is still coming out', () => {
  isPrinting = true;
  seen(WAITING, 0);
  expect(seen(WAITING, 90_000)).toBe(false);
  isPrinting = false;
  expect(seen(WAITING, 0)).toBe(false);
  expect(seen(WAITING, 60_000)).toBe(true);
});

it('draws the paper back where the printer can, once, and says whether it did', async () => {
  abilities = { ...SEEING, canRetract: true };
  for (const afterMs of [0, 60_000, 500]) seen(WAITING, afterMs);
  await expect.poll(() => logged).toContainEqual({ event: 'paper_drawn_back', device: 'slip' });
  seen([], 500);
  for (const afterMs of [0, 60_000]) seen(WAITING, afterMs);
  await expect.poll(() => logged).toContainEqual({ event: 'paper_not_drawn_back', device: 'slip' });
  expect(retracted).toBe(2);
});

it('draws nothing back before the minute is over, nor where the printer cannot', async () => {
  seen(WAITING, 0);
  seen(WAITING, 60_000);
  await taking.guessedAfterVisit();
  expect(retracted).toBe(0);
});

it('lets no guess stand against a sensor', async () => {
  await taking.guessedInVisit();
  expect(taking.isPaperLeft).toBe(false);
  expect(logged).toEqual([]);
});

it('keeps a guess beyond its visit, until a later resident has taken a paper from there', async () => {
  abilities = BLIND;
  await taking.guessedInVisit();
  expect(logged).toEqual([{ event: 'paper_left', device: 'slip', state: 'guessed' }]);
  taking.visitEnded(true);
  expect(taking.isPaperLeft).toBe(true);
  taking.visitEnded(false);
  expect(seen([], 3_600_000)).toBe(true);
  taking.visitEnded(true);
  expect(taking.isPaperLeft).toBe(false);
});

it('drops a guess when staff open the cover', async () => {
  abilities = BLIND;
  await taking.guessedAfterVisit();
  expect(seen(['cover_open'], 0)).toBe(false);
});
