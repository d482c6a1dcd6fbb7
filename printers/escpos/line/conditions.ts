/** The four answers to DLE EOT n, in our words (Epson's reference). */
import { CONDITIONS, type Condition } from '../../contract.ts';

/** In the order of n. */
export type Answers = readonly [printer: number, offline: number, error: number, paper: number];

const OFFLINE = 0x08;

/** How a model's answers are read where models differ. */
export interface Reading {
  /** Bit 04 of DLE EOT 3 is a jam, as SNBC reads it; with Epson it is any error that can be recovered from. */
  readonly tellsJams: boolean;
  /** Those of DLE EOT 4 that mean paper end. */
  readonly paperEndBits: number;
}

export function conditionsOf(
  [printer, offline, error, paper]: Answers,
  { tellsJams, paperEndBits }: Reading,
): Condition[] {
  const found = new Set<Condition>();
  if (offline & 0x04) found.add('cover_open');
  if (offline & 0x20 || paper & paperEndBits) found.add('paper_out');
  if (error & 0x04) found.add(tellsJams ? 'jam' : 'device_fault');
  if (error & 0x08) found.add('cutter_fault');
  if (error & 0x20) found.add('device_fault');
  if (error & 0x40) found.add('overheat');
  if (offline & 0x40 && found.size === 0) found.add('device_fault');
  if (printer & OFFLINE && found.size === 0) found.add('offline');
  if (paper & 0x0c && !found.has('paper_out')) found.add('paper_low');
  return CONDITIONS.filter((condition) => found.has(condition));
}
