import { textAt } from '../cards/text-block.ts';
import { ReaderFault, type ReaderFaultCode } from '../reader-fault.ts';
import {
  ADDRESS,
  ADDRESS_BYTES,
  ADDRESSES,
  type Answer,
  type Ask,
  NUMBER,
  type SamQuestion,
  STATUS,
} from './questions.ts';

/** No address is without a letter: a place filled with 00 or FF, or with noise, has none, and is blank. */
const WRITTEN = /[\p{L}\p{Co}]/u;

/** Any word about cards, and that nothing may be asked now, says that the card which answered before is gone. */
const GONE: ReadonlySet<string> = new Set([
  'card_removed_in_read',
  'card_refused',
  'card_suspect',
  'card_not_identity',
  'reader_refused_command',
] satisfies ReaderFaultCode[]);

/**
 * What is asked of the card that was read: its newest address, and whether it still lies there.
 *
 * `find` passes over a card once read, so another question is the witness: one that this reader has answered while
 * the card lay there, and that nobody but the card can answer. That is the added addresses (30 03: 90 or 91), or,
 * for readers that refuse them or leave them unanswered, the card's numbers (30 05: 90). A reader that tells
 * neither has no witness.
 */
export class HeldCard {
  readonly #ask: Ask;
  #witness: SamQuestion | undefined = ADDRESS;
  #knowsAddresses = true;
  /** Says nothing of addresses when no card is there: told late, by silence or an error without a name. */
  #isMuteWithoutCard = false;
  /** What came in place of the last answer. */
  #missed: ReaderFaultCode | '' = '';

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  get hasWitness(): boolean {
    return this.#witness !== undefined;
  }

  /**
   * The newest address added since the card was made; undefined when there is none, or when the reader cannot tell.
   * Assumed, not verified: of the four places, the last one filled is the newest.
   * @throws ReaderFault card_removed_in_read, or any fault of reader and line
   */
  async newestAddress(): Promise<string | undefined> {
    const answer = this.#knowsAddresses ? await this.#addresses() : undefined;
    const isGoodWitness = answer !== undefined && !this.#isMuteWithoutCard;
    if (isGoodWitness) this.#witness = ADDRESS;
    else if (await this.#tellsNumber()) this.#witness = NUMBER;
    else this.#witness = answer && ADDRESS;
    return answer?.word === 'done' ? addressesIn(answer.data).at(-1) : undefined;
  }

  /**
   * Whether the witness says that the card is still there. A first silence is the reader's, and thrown, and so is an
   * error without a name; at a second one in a row it may be this question alone, so `find` has the last word.
   * @throws ReaderFault when line or reader is at fault, which proves nothing about the card
   */
  async isStillThere(): Promise<boolean> {
    if (this.#witness === undefined) return false;
    try {
      await this.#ask(this.#witness);
      this.#missed = '';
      return true;
    } catch (error) {
      const code = codeOf(error);
      if (code === 'reader_silent' || code === 'reader_error') return this.#takeMiss(error, code);
      this.#missed = '';
      if (GONE.has(code)) return false;
      throw error;
    }
  }

  #takeMiss(error: unknown, code: ReaderFaultCode): false {
    if (this.#missed !== code && !this.#isMuteWithoutCard) {
      this.#missed = code;
      throw error;
    }
    this.#isMuteWithoutCard ||= this.#witness === ADDRESS;
    return false;
  }

  /** Undefined when the reader refuses the question, or lives and leaves it unanswered twice. */
  async #addresses(): Promise<Answer | undefined> {
    for (let asked = 1; asked <= 2; asked += 1) {
      try {
        return await this.#ask(ADDRESS);
      } catch (error) {
        if (codeOf(error) === 'reader_refused_command') return undefined;
        if (codeOf(error) !== 'reader_silent') throw error;
        await this.#ask(STATUS); // a reader that is silent to everything fails here
      }
    }
    this.#knowsAddresses = false;
    return undefined;
  }

  /** @throws ReaderFault card_removed_in_read, reader_absent */
  async #tellsNumber(): Promise<boolean> {
    try {
      await this.#ask(NUMBER);
      return true;
    } catch (error) {
      const code = codeOf(error);
      if (code.startsWith('reader_') && code !== 'reader_absent') return false;
      throw error;
    }
  }
}

function codeOf(error: unknown): ReaderFaultCode | '' {
  return error instanceof ReaderFault ? error.code : '';
}

function addressesIn(data: Buffer): string[] {
  const places = Array.from({ length: ADDRESSES }, (_, at) =>
    textAt(data, at * ADDRESS_BYTES, ADDRESS_BYTES),
  );
  return places.map((place) => place.replace(/\0+$/u, '')).filter((place) => WRITTEN.test(place));
}
