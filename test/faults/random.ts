/** Numbers that look like chance and are the same each time: of one word comes one series. */
import { createHash } from 'node:crypto';

/** 0 to `below` - 1. */
export type Random = (below: number) => number;

export function randomOf(word: string): Random {
  let block = createHash('sha256').update(word).digest();
  let at = 0;
  return (below) => {
    if (at + 4 > block.length) {
      block = createHash('sha256').update(block).digest();
      at = 0;
    }
    at += 4;
    return block.readUInt32BE(at - 4) % below;
  };
}
