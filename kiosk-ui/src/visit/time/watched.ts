/** The screens of a visit that goes on: the card is expected to lie there, and somebody to be there. */
import type { At, Readable, State, Watched, While } from '../state.ts';

/** How much there is to read. */
const WATCHED: Readonly<Record<Watched, 'little' | 'much'>> = {
  home: 'little',
  domain: 'little',
  question: 'little',
  confirm: 'little',
  'matches-wish': 'little',
  matches: 'much',
  proofs: 'much',
  proof: 'much',
  ledger: 'much',
  answer: 'much',
  meanwhile: 'much',
  no: 'much',
};

const READABLE: ReadonlySet<At> = new Set<Readable['at']>(['no', 'answer', 'meanwhile', 'proof', 'ledger']);

export const isWatched = (state: State): state is While<Watched> => state.at in WATCHED;
export const isReadable = (state: State): state is While<Readable['at']> => READABLE.has(state.at);

/** Whether what shows may be read to its end after the card was lifted. */
export const isMuchToRead = (state: While<Watched>): boolean => WATCHED[state.at] === 'much';
