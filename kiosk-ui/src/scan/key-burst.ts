/**
 * Tells a scanner that types like a keyboard from a person, by time alone: its keys follow each other within 50 ms and
 * end with Enter or Tab. Pure: each key brings the time at which it went down.
 */
import { MAX_SCAN_CHARACTERS } from '#agent/contract/messages.ts';

const GAP_MS = 50;
const LEAST_CHARACTERS = 4;
/** The longest that a scan of few characters may take. */
const TOTAL_MS = 1500;
/** What a character may take in a long scan: a certificate has 800, and a slow keyboard sends one in 20 ms. */
const CHARACTER_MS = 20;

export interface Key {
  /** `KeyboardEvent.key` */
  readonly key: string;
  /** Milliseconds of any clock that does not go back. */
  readonly atMs: number;
  /** With Ctrl, Alt or Meta: how scanners type what is no character, or a shortcut of a person. */
  readonly isControl: boolean;
  /** A key that is held down, or one that an input method is still thinking about: never a scanner's. */
  readonly isByHand: boolean;
}

/** Keys that may be a scan. Empty text: a scan has just ended. */
export interface Burst {
  readonly text: string;
  readonly sinceMs: number;
  readonly lastMs: number;
}

export interface Heard {
  readonly burst: Burst | undefined;
  /** The key is part of a scan: nothing else is to hear of it. */
  readonly isSwallowed: boolean;
  /** A blank that begins a scan, or presses the button that has the focus: the next key, or none, will tell. */
  readonly isUndecided: boolean;
  readonly code: string | undefined;
}

const ENDS: ReadonlySet<string> = new Set(['Enter', 'Tab']);
const MODIFIERS: ReadonlySet<string> = new Set(['Shift', 'CapsLock', 'Control', 'Alt', 'AltGraph']);
const NO_CHARACTER = /^\p{Cc}$/u;

export function nextKey(before: Burst | undefined, { key, atMs, isControl, isByHand }: Key): Heard {
  if (isByHand) return passed(undefined);
  const burst = before !== undefined && atMs - before.lastMs <= GAP_MS ? before : undefined;
  if (MODIFIERS.has(key)) return passed(burst && { ...burst, lastMs: atMs });
  if (ENDS.has(key) && !isControl) return ended(burst, atMs);
  if (isControl || NO_CHARACTER.test(key)) return swallowed(burst && { ...burst, lastMs: atMs });
  if ([...key].length !== 1) return passed(undefined);
  if (burst === undefined) {
    const first = { text: key, sinceMs: atMs, lastMs: atMs };
    return { ...passed(first), isUndecided: key === ' ' };
  }
  const sinceMs = burst.text === '' ? atMs : burst.sinceMs;
  const text = (burst.text + key).slice(0, MAX_SCAN_CHARACTERS + 1);
  return swallowed({ text, sinceMs, lastMs: atMs });
}

/** The empty rest of a scan takes a second end with it: scanners may send CR and LF. */
function ended(burst: Burst | undefined, atMs: number): Heard {
  if (burst === undefined) return passed(undefined);
  const rest = { text: '', sinceMs: atMs, lastMs: atMs };
  return { ...swallowed(rest), code: isScan(burst, atMs) ? burst.text : undefined };
}

function isScan({ text, sinceMs }: Burst, atMs: number): boolean {
  const { length } = text;
  const mostMs = Math.max(TOTAL_MS, length * CHARACTER_MS);
  return length >= LEAST_CHARACTERS && length <= MAX_SCAN_CHARACTERS && atMs - sinceMs <= mostMs;
}

const passed = (burst: Burst | undefined): Heard => ({
  burst,
  isSwallowed: false,
  isUndecided: false,
  code: undefined,
});
const swallowed = (burst: Burst | undefined): Heard => ({
  burst,
  isSwallowed: burst !== undefined,
  isUndecided: false,
  code: undefined,
});
