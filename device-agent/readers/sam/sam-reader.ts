import type { Duplex } from 'node:stream';
import { ReaderFault } from '../reader-fault.ts';
import { exchange } from './exchange.ts';
import { HeldCard } from './held-card.ts';
import {
  type Answer,
  FIND,
  LENGTHS_BYTES,
  READ,
  RESET,
  SAM_ID,
  type SamQuestion,
  SELECT,
  STATUS,
  type Wait,
} from './questions.ts';
import { printSamId } from './sam-id.ts';
import { meaningOf } from './sam-status.ts';

/** How long each answer may take, milliseconds. The defaults leave room over what vendor samples wait. */
export type AnswerTimes = Readonly<Record<Wait, number>>;
export const ANSWER_TIMES: AnswerTimes = {
  statusMs: 500,
  findMs: 500,
  selectMs: 1500,
  readMs: 3000,
  addressMs: 2000,
};

const NO_CARD = 0x80;

/** A reader with a SAM module at the far end of any byte stream: find, select, read, in that order for every card. */
export class SamReader {
  /** The card that was read, while it lies there. */
  readonly held = new HeldCard((question) => this.#askCard(question));
  readonly #line: Duplex;
  readonly #times: AnswerTimes;

  constructor(line: Duplex, times: Partial<AnswerTimes> = {}) {
    this.#line = line.resume(); // bytes nobody asked for run off
    this.#times = { ...ANSWER_TIMES, ...times };
  }

  /** @throws ReaderFault sam_failed, sam_not_authorised, or any fault of the line */
  async checkStatus(): Promise<void> {
    await this.#ask(STATUS);
  }

  async reset(): Promise<void> {
    await this.#ask(RESET);
  }

  /** The printed number of the SAM module. */
  async samId(): Promise<string> {
    return printSamId((await this.#ask(SAM_ID)).data);
  }

  /**
   * Whether a card lies there that was not read yet: a read card is not found again until it was lifted.
   * @throws ReaderFault card_removed_in_find when it was lost in the middle, card_not_identity
   */
  async find(): Promise<boolean> {
    return (await this.#ask(FIND)).word === 'card_found';
  }

  /** @throws ReaderFault card_removed_in_select when it cannot be selected: find it again */
  async select(): Promise<void> {
    await this.#askCard(SELECT);
  }

  /**
   * Text and photo of the selected card, both views of the one answer. Fingerprints are not asked for.
   * @throws ReaderFault card_removed_in_read
   */
  async readCardData(): Promise<{ text: Buffer; photo: Buffer }> {
    const { data } = await this.#askCard(READ);
    const photoAt = LENGTHS_BYTES + data.readUInt16BE(0);
    return { text: data.subarray(LENGTHS_BYTES, photoAt), photo: data.subarray(photoAt) };
  }

  async #askCard(question: SamQuestion): Promise<Answer> {
    const answer = await this.#ask(question);
    if (answer.word !== 'no_card') return answer;
    throw new ReaderFault(question.withoutCard, `${question.name}: no card`, { status: NO_CARD });
  }

  async #ask(question: SamQuestion): Promise<Answer> {
    for (let asked = 1; ; asked += 1) {
      const { status, data, cardStatus } = await exchange(this.#line, question, this.#times[question.wait]);
      const meaning = meaningOf(status);
      if (meaning.kind === 'ask_again' && asked === 1) continue;
      const said = `${question.name}: ${status.toString(16)}, card ${cardStatus.toString(16)}`;
      if (meaning.kind === 'broke_off') throw new ReaderFault(question.withoutCard, said, { status });
      if ('fault' in meaning) throw new ReaderFault(meaning.fault, said, { status });
      return { word: meaning.kind, data };
    }
  }
}
