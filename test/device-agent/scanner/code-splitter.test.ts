import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { MAX_SCAN_CHARACTERS } from '#agent/contract/messages.ts';
import { CodeSplitter } from '../../../device-agent/scanner/code-splitter.ts';
import { scannedText } from '../../../device-agent/scanner/code-text.ts';
import { seeded } from '../../sim/reader/card-line.ts';

const SILENCE_MS = 50;

let codes: string[];
let splitter: CodeSplitter;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  codes = [];
  splitter = new CodeSplitter((raw) => {
    const code = scannedText(raw);
    codes.push(code.kind === 'code' ? code.text : code.because);
  }, SILENCE_MS);
});
afterEach(() => {
  vi.useRealTimers();
});

const send = (text: string) => splitter.take(Buffer.from(text));

it('a code of the greatest length is taken in Chinese too, and one with one character more is not', () => {
  for (const length of [MAX_SCAN_CHARACTERS, MAX_SCAN_CHARACTERS + 1]) send(`${'里'.repeat(length)}\r`);
  expect(codes).toEqual(['里'.repeat(MAX_SCAN_CHARACTERS), 'too_long']);
});

it('a code is whole, though it drips in byte by byte', () => {
  for (const byte of Buffer.from('https://zm.example.cn/C/6BF3Q%20TT\r')) splitter.take(Buffer.of(byte));
  expect(codes).toEqual(['https://zm.example.cn/C/6BF3Q%20TT']);
});

it('a code is whole, though split in the middle of a Chinese character', () => {
  splitter.take(Buffer.from('e982bbe9', 'hex')); // 邻里 in UTF-8, in two pieces
  splitter.take(Buffer.from('878c0d', 'hex'));
  expect(codes).toEqual(['邻里']);
});

it('a code that never ends is dropped whole, and the next one after its end is heard', () => {
  for (let sent = 0; sent < 1_000_000; sent += 1000) send('x'.repeat(1000));
  expect(codes).toEqual([]);
  send('\rnext\r');
  expect(codes).toEqual(['too_long', 'next']);
});

it('a code without a suffix ends when its scanner has been silent, and not before', () => {
  send('first');
  vi.advanceTimersByTime(SILENCE_MS - 1);
  send(' half');
  vi.advanceTimersByTime(SILENCE_MS - 1);
  expect(codes).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(codes).toEqual(['first half']);
});

it('a code that is too long for anybody ends by a silence as well', () => {
  send('x'.repeat(100_000));
  vi.advanceTimersByTime(SILENCE_MS);
  send('next\r');
  expect(codes).toEqual(['too_long', 'next']);
});

it('a timer that comes late, for we were busy, ends no code', () => {
  let nowMs = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => nowMs);
  send('first');
  nowMs = 10 * SILENCE_MS;
  vi.advanceTimersByTime(SILENCE_MS);
  send(' half\r');
  expect(codes).toEqual(['first half']);
  vi.restoreAllMocks();
});

it('what was begun and forgotten joins nothing, and no silence brings it back', () => {
  send('half of');
  splitter.forget();
  vi.advanceTimersByTime(10 * SILENCE_MS);
  send('a code\r');
  expect(codes).toEqual(['a code']);
});

it('whatever bytes came before, the code after a suffix is heard', () => {
  const random = seeded(3);
  for (let round = 0; round < 2000; round += 1) {
    splitter.take(
      Buffer.from(Array.from({ length: Math.floor(random() * 60) }, () => Math.floor(random() * 256))),
    );
    send('\rnext\r');
    expect(codes.at(-1)).toBe('next');
  }
});
