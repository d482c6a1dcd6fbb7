/** As many cards of all kinds as are wanted, each of somebody else; invented like those they are made from. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { KINDS, kindOf, readCardFile, type SimCard } from '#sim/reader/card-file.ts';

const CARDS_DIR = join(import.meta.dirname, '../../test/sim/cards');
const FLAGS = Object.values(KINDS).map(({ flag }) => flag);
/** 20,902 characters follow here: as many people before a name comes again. */
const FIRST_CHARACTER = 0x4e00;

const BASES = readdirSync(CARDS_DIR).map((file) => readCardFile(CARDS_DIR, file));

/**
 * Kinds take turns, a place later each round, so that every nth card is not always of one kind. The name is the
 * base's with one character more; of those who have an address, one in three has moved.
 */
export function cardOfPerson(number: number): SimCard {
  const round = Math.floor(number / FLAGS.length);
  const flag = FLAGS[(number + round) % FLAGS.length];
  const bases = BASES.filter(({ kind }) => kind === flag);
  const base = bases[round % bases.length];
  if (!base) throw new Error(`test/sim/cards has no card of kind "${flag}"`);
  const hasMoved = base['address'] !== undefined && round % 3 === 0;
  return {
    ...base,
    name: base.name + String.fromCharCode(FIRST_CHARACTER + number),
    ...(hasMoved && { newestAddress: `样例新村${number}号` }),
  };
}

/** What must be read from a card: word for word what stands on it. */
export function recordOf(card: SimCard, address: 'newest' | 'printed'): Record<string, string | undefined> {
  const { label: _, kind, newestAddress, ...printed } = card;
  const isMoved = address === 'newest' && newestAddress !== undefined;
  return {
    ...printed,
    kind: kindOf(kind),
    ...(isMoved && { address: newestAddress }),
  };
}
