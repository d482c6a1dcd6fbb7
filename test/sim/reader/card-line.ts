/** A slow wire: bytes leave at the line's speed, ten bits each, in pieces nobody can foresee. */
import { setTimeout as sleep } from 'node:timers/promises';

const LONGEST_PIECE = 64;

/** Numbers in [0, 1) that are the same in each run (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

export async function sendPaced(
  bytes: Uint8Array,
  { baud, random, write }: { baud: number; random: () => number; write: (piece: Uint8Array) => void },
): Promise<void> {
  const startedAt = performance.now();
  for (let sent = 0; sent < bytes.length; ) {
    const piece = bytes.subarray(sent, sent + 1 + Math.floor(random() * LONGEST_PIECE));
    sent += piece.length;
    const dueInMs = startedAt + (sent * 10_000) / baud - performance.now();
    if (dueInMs > 0) await sleep(dueInMs);
    write(piece);
  }
}
