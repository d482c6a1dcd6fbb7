/** The bytes of a scanner become codes, each followed by what the scanner was set to send after one. */
import { MAX_SCAN_CHARACTERS } from '../contract/messages.ts';

const CR = 0x0d;
const LF = 0x0a;
const TAB = 0x09;
/** No character takes more, in UTF-8 and in GB 18030. */
const MOST_BYTES_OF_A_CHARACTER = 4;
/** With room for what a scanner puts around a code: STX and ETX, an AIM identifier. */
const MAX_CODE_BYTES = MAX_SCAN_CHARACTERS * MOST_BYTES_OF_A_CHARACTER + 16;

/** Inside one code no scanner pauses so long: USB sends every millisecond, a slow line without a gap. */
const SILENCE_MS = 50;

export type RawCode = { readonly kind: 'whole'; readonly bytes: Buffer } | { readonly kind: 'too_long' };

/**
 * One code ends at CR, LF or Tab, CR LF being one end, or at a silence where the scanner sends nothing after a code.
 * Holds one code at most, and no more of it than the longest that is taken; what is longer goes whole, up to its end.
 */
export class CodeSplitter {
  readonly #onCode: (code: RawCode) => void;
  readonly #silenceMs: number;
  #pieces: Uint8Array[] = [];
  #bytes = 0;
  #heardAt = 0;
  #silence: NodeJS.Timeout | undefined;

  constructor(onCode: (code: RawCode) => void, silenceMs = SILENCE_MS) {
    this.#onCode = onCode;
    this.#silenceMs = silenceMs;
  }

  take(bytes: Uint8Array): void {
    let from = 0;
    for (const [at, byte] of bytes.entries()) {
      if (byte !== CR && byte !== LF && byte !== TAB) continue;
      this.#add(bytes.subarray(from, at));
      this.#end();
      from = at + 1;
    }
    this.#add(bytes.subarray(from));
    if (this.#bytes > 0) this.#listen();
  }

  /** The scanner went away: half a code is none, and joins no other. */
  forget(): void {
    clearTimeout(this.#silence);
    this.#pieces = [];
    this.#bytes = 0;
  }

  #add(piece: Uint8Array): void {
    this.#bytes += piece.length;
    if (this.#bytes > MAX_CODE_BYTES) this.#pieces = [];
    else this.#pieces.push(piece);
  }

  #end(): void {
    const [pieces, bytes] = [this.#pieces, this.#bytes];
    this.forget();
    if (bytes > MAX_CODE_BYTES) this.#onCode({ kind: 'too_long' });
    else if (bytes > 0) this.#onCode({ kind: 'whole', bytes: Buffer.concat(pieces) });
  }

  #listen(): void {
    clearTimeout(this.#silence);
    this.#heardAt = performance.now();
    this.#silence = setTimeout(() => this.#heardNothing(), this.#silenceMs);
  }

  /** A timer that comes late says that we were busy, not that the scanner was silent: its bytes may wait unread. */
  #heardNothing(): void {
    if (performance.now() - this.#heardAt > 2 * this.#silenceMs) this.#listen();
    else this.#end();
  }
}
