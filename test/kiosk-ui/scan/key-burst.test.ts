import { describe, expect, it } from 'vitest';
import { type Burst, type Key, nextKey } from '../../../kiosk-ui/src/scan/key-burst.ts';

interface Typed {
  readonly codes: string[];
  /** Keys that the page hears of. */
  readonly passed: string[];
}

/** Keys one after another; a number is a pause in milliseconds, else `everyMs` lies between two. */
function typed(keys: readonly (string | number | Partial<Key>)[], everyMs = 5): Typed {
  let burst: Burst | undefined;
  let atMs = 1000;
  const all: Typed = { codes: [], passed: [] };
  for (const each of keys) {
    if (typeof each === 'number') {
      atMs += each - everyMs;
      continue;
    }
    const key = { key: '', atMs, isControl: false, isByHand: false };
    const pressed = typeof each === 'string' ? { ...key, key: each } : { ...key, ...each };
    const heard = nextKey(burst, pressed);
    burst = heard.burst;
    if (heard.code !== undefined) all.codes.push(heard.code);
    if (!heard.isSwallowed) all.passed.push(pressed.key);
    atMs += everyMs;
  }
  return all;
}

describe('a scanner that types', () => {
  it.each(['Enter', 'Tab'])('is heard when it ends with %s, which the page does not hear of', (end) => {
    expect(typed([...'6901234567892', end])).toEqual({ codes: ['6901234567892'], passed: ['6'] });
  });

  it('is heard at the slowest pace that counts: 50 ms from key to key', () => {
    expect(typed([...'A-17', 'Enter'], 50).codes).toEqual(['A-17']);
  });

  it('is heard with the code of a certificate, which takes a slow keyboard sixteen seconds', () => {
    const code = `HTTPS://LINLI.EXAMPLE/C#${'7'.repeat(776)}`;
    expect(typed([...code, 'Enter'], 20).codes).toEqual([code]);
  });

  it('may hold Shift for each capital', () => {
    expect(typed(['Shift', 'A', 'Shift', 'B', '1', '2', 'Enter']).codes).toEqual(['AB12']);
  });

  it('loses the control characters of a code and keeps the rest', () => {
    const separator = { key: ']', isControl: true };
    expect(typed([...'01', separator, ...'17', '\u001d', 'Enter']).codes).toEqual(['0117']);
  });

  it('may send CR and LF: the second end reaches nobody either', () => {
    expect(typed([...'1234', 'Enter', 'Enter'])).toEqual({ codes: ['1234'], passed: ['1'] });
  });

  it('is heard twice when two codes follow each other', () => {
    expect(typed([...'1234', 'Enter', ...'5678', 'Enter']).codes).toEqual(['1234', '5678']);
  });

  it('does not let blanks within a code press anything', () => {
    expect(typed([...'A B C', 'Enter'])).toEqual({ codes: ['A B C'], passed: ['A'] });
  });

  it('is not believed with a text that is longer than any code', () => {
    expect(typed([...'7'.repeat(2049), 'Enter']).codes).toEqual([]);
    expect(typed([...'7'.repeat(2048), 'Enter']).codes).toHaveLength(1);
  });
});

describe('a person who types', () => {
  it('is not a scanner at 51 ms from key to key, and keeps every key', () => {
    expect(typed([...'hello', 'Enter'], 51)).toEqual({ codes: [], passed: [...'hello', 'Enter'] });
  });

  it('is not a scanner when a pause lies in the middle', () => {
    expect(typed([...'123', 51, ...'456', 51, 'Enter']).codes).toEqual([]);
  });

  it('is not a scanner with one key held down', () => {
    const held = { key: 'a', isByHand: true };
    expect(typed(['a', held, held, held, held, 'Enter'], 30)).toEqual({
      codes: [],
      passed: ['a', 'a', 'a', 'a', 'a', 'Enter'],
    });
  });

  it('is not a scanner while an input method thinks', () => {
    const thinking = { key: 'Process', isByHand: true };
    expect(typed([thinking, thinking, thinking, thinking, thinking, 'Enter']).codes).toEqual([]);
  });

  it('may tab on and press Enter as fast as anybody can', () => {
    const keys = ['Tab', 'Tab', 'Tab', 'Enter', 'Escape', 'ArrowDown', ' '];
    expect(typed(keys, 1)).toEqual({ codes: [], passed: keys });
  });

  it('does not make a code of three characters', () => {
    expect(typed([...'123', 'Enter']).codes).toEqual([]);
  });

  it('does not make a code that took longer than a second and a half', () => {
    expect(typed([...'1'.repeat(31), 'Enter'], 50).codes).toEqual([]);
    expect(typed([...'1'.repeat(30), 'Enter'], 50).codes).toHaveLength(1);
  });
});
