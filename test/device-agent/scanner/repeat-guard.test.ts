import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { RepeatGuard } from '../../../device-agent/scanner/repeat-guard.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('a code that is seen again and again is one presentation, however long it lasts', () => {
  const guard = new RepeatGuard(1500);
  expect(guard.isRepeat('a')).toBe(false);
  for (let seen = 0; seen < 20; seen += 1) {
    vi.advanceTimersByTime(1499);
    expect(guard.isRepeat('a')).toBe(true);
  }
  vi.advanceTimersByTime(1500);
  expect(guard.isRepeat('a')).toBe(false);
});

it('another code is another presentation', () => {
  const guard = new RepeatGuard(1500);
  expect(['a', 'b', 'a'].map((code) => guard.isRepeat(code))).toEqual([false, false, false]);
});
