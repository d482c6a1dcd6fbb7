import { type Duplex, duplexPair } from 'node:stream';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { drained } from '../../../device-agent/lines/drain.ts';

const QUIET = { forMs: 50, atMostMs: 1000 };

let near: Duplex;
let far: Duplex;
let isDone: boolean;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  [near, far] = duplexPair();
  isDone = false;
  void drained(near, QUIET).then(() => {
    isDone = true;
  });
});
afterEach(() => {
  near.destroy();
  vi.useRealTimers();
});

/** Lets what was written arrive, and what was resolved be told. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

async function pass(ms: number, bytes = ''): Promise<boolean> {
  vi.advanceTimersByTime(ms);
  if (bytes !== '') far.write(bytes);
  await settle();
  return isDone;
}

it('waits until nothing has come for a while', async () => {
  expect(await pass(40, 'old')).toBe(false);
  expect(await pass(40, 'older')).toBe(false);
  expect(await pass(49)).toBe(false);
  expect(await pass(1)).toBe(true);
});

it('keeps nothing of what it heard for whoever asks next', async () => {
  await pass(10, 'old');
  await pass(50);
  near.on('data', (bytes) => heard.push(String(bytes)));
  const heard: string[] = [];
  await pass(0, 'new');
  expect(heard).toEqual(['new']);
});

it('does not wait for ever on a line that never falls silent', async () => {
  for (let ms = 0; ms < 960; ms += 40) expect(await pass(40, 'noise')).toBe(false);
  expect(await pass(40, 'noise')).toBe(true);
});

it('does not wait on a line that closes', async () => {
  near.destroy();
  expect(await pass(0)).toBe(true);
});
