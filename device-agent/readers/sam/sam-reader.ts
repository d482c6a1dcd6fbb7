import type { Duplex } from 'node:stream';
import { textAt } from '../cards/text-block.ts';
import { ReaderFault, type ReaderFaultCode } from '../reader-fault.ts';
import { exchange, type Question } from './exchange.ts';
import type { SamAnswer } from './sam-frame.ts';
import { printSamId, SAM_ID_BYTES } from './sam-id.ts';
import { meaningOf } from './sam-status.ts';

/** How long each answer may take, milliseconds. The defaults leave room over what vendor samples wait. */
export interface AnswerTimes {
  readonly statusMs: number;
  readonly findMs: number;
  readonly selectMs: number;
  readonly readMs: number;
  readonly addressMs: number;
}
export const ANSWER_TIMES: AnswerTimes = {
  statusMs: 500,
  findMs: 500,
  selectMs: 1500,
  readMs: 3000,
  addressMs: 2000,
};

const DONE = 0x90;
const CARD_FOUND = 0x9f;
const NO_CARD = 0x80;
/** What an empty plate makes of a question about the card that was on it. */
const GONE: ReadonlySet<string> = new Set([
  'card_removed_in_read',
  'card_refused',
  'card_suspect',
  'card_not_identity',
  'reader_refused_command',
] satisfies ReaderFaultCode[]);
const ADDRESS_BYTES = 70;
const ADDRESSES = 4;

const RESET = question('reset', 0x10, 0xff, ofBytes(0));
const STATUS = question('status', 0x11, 0xff, ofBytes(0));
const SAM_ID = question('SAM id', 0x12, 0xff, ofBytes(SAM_ID_BYTES));
const FIND = question('find', 0x20, 0x01, ofBytes(4));
const SELECT = question('select', 0x20, 0x02, ofBytes(8));
const READ = question('read', 0x30, 0x01, isTextAndPhoto);
const ADDRESS = question('address', 0x30, 0x03, ofBytes(ADDRESSES * ADDRESS_BYTES));

/** A reader with a SAM module at the far end of any byte stream: find, select, read, in that order for every card. */
export class SamReader {
  readonly #port: Duplex;
  readonly #times: AnswerTimes;

  constructor(port: Duplex, times: Partial<AnswerTimes> = {}) {
    this.#port = port.resume(); // bytes nobody asked for run off
    this.#times = { ...ANSWER_TIMES, ...times };
  }

  /** @throws ReaderFault sam_failed, sam_not_authorised, or any fault of the line */
  async checkStatus(): Promise<void> {
    await this.#ask(STATUS, this.#times.statusMs);
  }

  async reset(): Promise<void> {
    await this.#ask(RESET, this.#times.statusMs);
  }

  /** The printed number of the SAM module. */
  async samId(): Promise<string> {
    return printSamId((await this.#ask(SAM_ID, this.#times.statusMs)).data);
  }

  /** Whether a card lies there that was not read yet: a read card is not found again until it was lifted. */
  async find(): Promise<boolean> {
    return (await this.#ask(FIND, this.#times.findMs)).word === 'card_found';
  }

  /** @throws ReaderFault card_removed_in_read when it cannot be selected: find it again */
  async select(): Promise<void> {
    await this.#askCard(SELECT, this.#times.selectMs);
  }

  /** The text block of the selected card; photo and fingerprints stay where they are. */
  async readText(): Promise<Buffer> {
    const { data } = await this.#askCard(READ, this.#times.readMs);
    return data.subarray(4, 4 + data.readUInt16BE(0));
  }

  /**
   * The newest address added to the selected card since it was made; undefined when there is none, or when the
   * reader cannot tell. Assumed, not verified: of the four places, the last one filled is the newest.
   */
  async newestAddress(): Promise<string | undefined> {
    try {
      const { word, data } = await this.#askCard(ADDRESS, this.#times.addressMs);
      return word === 'done' ? addressesIn(data).findLast((address) => address !== '') : undefined;
    } catch (error) {
      if (error instanceof ReaderFault && error.code === 'reader_refused_command') return undefined;
      throw error;
    }
  }

  /**
   * Whether the card that was selected still lies there. An address, or the word that none is stored, can only
   * come from a card; any other word about cards means it is gone. Asked like this because `find` passes over a
   * card once read.
   * @throws ReaderFault when line or reader is at fault
   */
  async isStillThere(): Promise<boolean> {
    try {
      return (await this.#ask(ADDRESS, this.#times.addressMs)).word !== 'no_card';
    } catch (error) {
      if (error instanceof ReaderFault && GONE.has(error.code)) return false;
      throw error;
    }
  }

  async #askCard(about: Question, answerWithinMs: number): Promise<Told> {
    const told = await this.#ask(about, answerWithinMs);
    if (told.word === 'no_card')
      throw new ReaderFault('card_removed_in_read', `${about.name}: no card`, NO_CARD);
    return told;
  }

  async #ask(about: Question, answerWithinMs: number): Promise<Told> {
    for (let asked = 1; ; asked += 1) {
      const { status, data, cardStatus } = await exchange(this.#port, about, answerWithinMs);
      const meaning = meaningOf(status);
      if (!('fault' in meaning)) return { word: meaning.kind, data };
      if (meaning.kind === 'ask_again' && asked === 1) continue;
      const said = `${about.name}: ${status.toString(16)}, card ${cardStatus.toString(16)}`;
      throw new ReaderFault(meaning.fault, said, status);
    }
  }
}

interface Told {
  readonly word: 'done' | 'card_found' | 'nothing_stored' | 'no_card';
  readonly data: Buffer;
}

function question(
  name: string,
  command: number,
  parameter: number,
  fits: (data: Buffer) => boolean,
): Question {
  const answeredBy = ({ status, data }: SamAnswer) =>
    status === DONE || status === CARD_FOUND ? fits(data) : data.length === 0;
  return { name, command, parameter, answeredBy };
}

function ofBytes(bytes: number): (data: Buffer) => boolean {
  return (data) => data.length === bytes;
}

/** Length of the text, length of the photo, big-endian; the text; the photo. */
function isTextAndPhoto(data: Buffer): boolean {
  return data.length > 4 && data.length === 4 + data.readUInt16BE(0) + data.readUInt16BE(2);
}

function addressesIn(data: Buffer): string[] {
  return Array.from({ length: ADDRESSES }, (_, at) => textAt(data, at * ADDRESS_BYTES, ADDRESS_BYTES));
}
