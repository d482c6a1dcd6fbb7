import {
  HEADER_BYTES,
  LONGEST_LENGTH,
  PREAMBLE,
  readAnswer,
  type SamAnswer,
  SHORTEST_LENGTH,
} from './sam-frame.ts';
import { XorSums } from './xor-sums.ts';

/** Why bytes were thrown away: no frame begins there, it says a length that cannot be, or its checksum is wrong. */
type Garbage = 'noise' | 'length' | 'checksum';
export type Found =
  | { readonly kind: 'answer'; readonly answer: SamAnswer }
  | { readonly kind: 'discarded'; readonly bytes: number; readonly because: Garbage };

/** Enough for nearly every answer: one is asked for four times a second. */
const FIRST_ROOM_BYTES = 512;
/** Room for the longest frame several times over: what is held back then moves once for thousands of bytes. */
const ROOM_BYTES = 4 * LONGEST_LENGTH;

/**
 * Takes every whole answer out of a line, in whatever pieces its bytes come, and names what it throws away.
 * After a false start only its first byte is given up, so a good frame inside a bad one is found.
 * The work is in proportion to the bytes, whatever they are, and less than one longest frame is held back: a box on the
 * network may send as fast as it likes. The worst bytes are `parser_worst` in bench/reader.ts.
 */
export class AnswerParser {
  /** Filled once and never written over: answers are views of it. */
  #bytes = Buffer.alloc(FIRST_ROOM_BYTES);
  readonly #sums = new XorSums(this.#bytes);
  /** What may still become an answer lies from `#from` to `#to`. */
  #from = 0;
  #to = 0;

  take(bytes: Buffer): Found[] {
    const found: Found[] = [];
    for (let taken = 0; taken < bytes.length; ) {
      taken += this.#hold(bytes, taken);
      this.#sort(found, 'more may come');
    }
    return found;
  }

  /** Nothing more comes: a frame that never became whole is noise, and what it hid is looked through. */
  end(): Found[] {
    const found: Found[] = [];
    this.#sort(found, 'all is here');
    return found;
  }

  /** Holds as many of the bytes behind `from` as there is room for, and says how many. */
  #hold(bytes: Buffer, from: number): number {
    if (this.#to === this.#bytes.length) this.#makeRoom();
    const held = bytes.copy(this.#bytes, this.#to, from);
    this.#to += held;
    return held;
  }

  #makeRoom(): void {
    const full = this.#bytes;
    this.#bytes = Buffer.alloc(ROOM_BYTES);
    this.#sums.startOver(this.#bytes);
    this.#to = full.copy(this.#bytes, 0, this.#from, this.#to);
    this.#from = 0;
  }

  #sort(found: Found[], how: 'more may come' | 'all is here'): void {
    while (this.#from < this.#to) {
      const size = this.#frameSize();
      if (typeof size === 'number') found.push({ kind: 'answer', answer: this.#takeOut(size) });
      else if (size !== 'growing') found.push(this.#giveUp(size));
      else if (how === 'all is here') found.push(this.#giveUp('noise'));
      else return;
    }
  }

  /** Of the good frame that begins what is held, or whether it may still grow into one, or why it cannot. */
  #frameSize(): number | 'growing' | Garbage {
    const held = this.#to - this.#from;
    if (!this.#startsWithPreamble(held)) return 'noise';
    if (held < HEADER_BYTES) return 'growing';
    const length = this.#bytes.readUInt16BE(this.#from + PREAMBLE.length);
    if (length < SHORTEST_LENGTH || length > LONGEST_LENGTH) return 'length';
    const size = HEADER_BYTES + length;
    if (held < size) return 'growing';
    return this.#sums.of(this.#from + PREAMBLE.length, this.#from + size) === 0 ? size : 'checksum';
  }

  /** A preamble that is cut off by the end of what is held counts as one. */
  #startsWithPreamble(held: number): boolean {
    for (let at = 0; at < PREAMBLE.length && at < held; at += 1)
      if (this.#bytes[this.#from + at] !== PREAMBLE[at]) return false;
    return true;
  }

  #takeOut(size: number): SamAnswer {
    const at = this.#from;
    this.#from += size;
    return readAnswer(this.#bytes, at, size);
  }

  /** Goes on to the next place where a preamble stands, or may be cut off by the end of what is held. */
  #giveUp(because: Garbage): Found {
    const before = this.#from;
    const whole = this.#bytes.indexOf(PREAMBLE, before + 1); // zeros follow what is held
    this.#from = whole === -1 ? Math.max(before + 1, this.#to - PREAMBLE.length + 1) : whole;
    while (!this.#startsWithPreamble(this.#to - this.#from)) this.#from += 1;
    return { kind: 'discarded', bytes: this.#from - before, because };
  }
}
