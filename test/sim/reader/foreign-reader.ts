/**
 * A card reader as a stranger would write it from the published frames: bytes looked for, bytes sent, nothing of ours.
 * It splits its answers anywhere, and there is junk before and behind each of them.
 */
import { seeded, sendPaced } from './card-line.ts';

/** What it says to each question, in hex; the card is one that somebody made up. */
const STATUS_OK = 'aaaaaa9669000400009094';
const SAM_NUMBER = 'aaaaaa96690014000090050001005b0333015ab31e00d202964912';
const CARD_FOUND = 'aaaaaa9669000800009f0000000097';
const NO_CARD = 'aaaaaa9669000400008084';
const SELECTED = 'aaaaaa9669000c00009000000000000000009c';
const SELECT_FAILED = 'aaaaaa9669000400008185';
const READ_FAILED = 'aaaaaa9669000400004145';
const NO_ADDRESS = 'aaaaaa9669000400009195';
const NO_SUCH_COMMAND = 'aaaaaa9669000400002125';
const QUESTION = /aaaaaa96690003([\da-f]{4})[\da-f]{2}/u;
const MOST_JUNK_BYTES = 9;

export interface ForeignReaderOptions {
  readonly write: (bytes: Uint8Array) => void;
  /** The whole answer to the question for text and photo, in hex. */
  readonly card: string;
  readonly baud: number;
  /** The speed at which the line is now; at any other than its own the reader hears and says only noise. */
  readonly lineSpeed?: () => number;
  readonly seed?: number;
}

export class ForeignReader {
  readonly #options: ForeignReaderOptions;
  readonly #random: () => number;
  #heard = '';
  #cardIs: 'away' | 'new' | 'read' = 'away';
  #saying: Promise<void> = Promise.resolve();

  constructor(options: ForeignReaderOptions) {
    this.#options = options;
    this.#random = seeded(options.seed ?? 1);
  }

  lay(): void {
    this.#cardIs = 'new';
  }

  lift(): void {
    this.#cardIs = 'away';
  }

  hear(bytes: Uint8Array): void {
    const { baud, lineSpeed = () => baud } = this.#options;
    if (lineSpeed() !== baud) {
      this.#say(this.#noise(bytes.length));
      return;
    }
    this.#heard += Buffer.from(bytes).toString('hex');
    for (let question = QUESTION.exec(this.#heard); question; question = QUESTION.exec(this.#heard)) {
      this.#heard = this.#heard.slice(question.index + question[0].length);
      const answer = Buffer.from(this.#answer(question[1] ?? ''), 'hex');
      this.#say(Buffer.concat([this.#junk(), answer, this.#junk()]));
    }
  }

  #answer(command: string): string {
    const isThere = this.#cardIs !== 'away';
    switch (command) {
      case '10ff':
      case '11ff':
        return STATUS_OK;
      case '12ff':
        return SAM_NUMBER;
      case '2001':
        return this.#cardIs === 'new' ? CARD_FOUND : NO_CARD;
      case '2002':
        return this.#cardIs === 'new' ? SELECTED : SELECT_FAILED;
      case '3001':
        if (!isThere) return READ_FAILED;
        this.#cardIs = 'read';
        return this.#options.card;
      case '3003':
        return isThere ? NO_ADDRESS : READ_FAILED;
      default:
        return NO_SUCH_COMMAND;
    }
  }

  #say(bytes: Uint8Array): void {
    const { baud, write } = this.#options;
    this.#saying = this.#saying.then(() => sendPaced(bytes, { baud, random: this.#random, write }));
  }

  #junk(): Buffer {
    return this.#noise(Math.floor(this.#random() * (MOST_JUNK_BYTES + 1)));
  }

  #noise(bytes: number): Buffer {
    return Buffer.from(Array.from({ length: bytes }, () => Math.floor(this.#random() * 256)));
  }
}
