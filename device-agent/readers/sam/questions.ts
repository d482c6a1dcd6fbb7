/** What a SAM module is asked, and how the answer to it looks: docs/devices/identity-card-readers.md. */
import type { ReaderFaultCode } from '../reader-fault.ts';
import type { Question } from './exchange.ts';
import type { SamAnswer } from './sam-frame.ts';
import { SAM_ID_BYTES } from './sam-id.ts';
import { type Meaning, meaningOf } from './sam-status.ts';

/** Each kind of question has its own patience. */
export type Wait = 'statusMs' | 'findMs' | 'selectMs' | 'readMs' | 'addressMs';

type Fits = (data: Buffer) => boolean;
/** The words that can answer a question, and what data come with each. */
type Words = Readonly<Partial<Record<Meaning['kind'], Fits>>>;

export interface SamQuestion extends Question {
  readonly wait: Wait;
  /** What it means when the card is lost (80, 41, 81). */
  readonly withoutCard: ReaderFaultCode;
}

/** What the reader said to a question, where that is no fault. */
export interface Answer {
  readonly word: 'done' | 'card_found' | 'nothing_stored' | 'no_card';
  readonly data: Buffer;
}
export type Ask = (question: SamQuestion) => Promise<Answer>;

/** Before the text: its length and the photo's, two bytes each, big-endian. */
export const LENGTHS_BYTES = 4;
/** Places for added addresses, and the bytes of each. */
export const ADDRESSES = 4;
export const ADDRESS_BYTES = 70;
/** Numbers of the card: 4 + 8 + 16 bytes. What they mean is of no use here. */
const NUMBER_BYTES = 28;

const nothing = ofBytes(0);
const FAULTS: Words = { ask_again: nothing, fault: nothing };
const LOSSES: Words = { no_card: nothing, broke_off: nothing };

export const RESET = aboutModule('reset', [0x10, 0xff], nothing);
export const STATUS = aboutModule('status', [0x11, 0xff], nothing);
export const SAM_ID = aboutModule('SAM id', [0x12, 0xff], ofBytes(SAM_ID_BYTES));
export const FIND: SamQuestion = {
  ...question('find', [0x20, 0x01], { card_found: ofBytes(4), ...LOSSES, ...FAULTS }),
  wait: 'findMs',
  withoutCard: 'card_removed_in_find',
};
export const SELECT: SamQuestion = {
  ...question('select', [0x20, 0x02], { done: ofBytes(8), ...LOSSES, ...FAULTS }),
  wait: 'selectMs',
  withoutCard: 'card_removed_in_select',
};
export const READ: SamQuestion = {
  ...question('read', [0x30, 0x01], { done: isTextAndPhoto, ...LOSSES, ...FAULTS }),
  wait: 'readMs',
  withoutCard: 'card_removed_in_read',
};
export const ADDRESS: SamQuestion = {
  ...question('address', [0x30, 0x03], {
    done: ofBytes(ADDRESSES * ADDRESS_BYTES),
    nothing_stored: nothing,
    ...LOSSES,
    ...FAULTS,
  }),
  wait: 'addressMs',
  withoutCard: 'card_removed_in_read',
};
/** The bytes of this question stand in a single public source, those of its answer in two. */
export const NUMBER: SamQuestion = {
  ...question('number', [0x30, 0x05], { done: ofBytes(NUMBER_BYTES), ...LOSSES, ...FAULTS }),
  wait: 'statusMs',
  withoutCard: 'card_removed_in_read',
};

/** No word about cards answers it: one that comes is the late answer to another question. */
function aboutModule(name: string, bytes: Bytes, fits: Fits): SamQuestion {
  return {
    ...question(name, bytes, { done: fits, ...FAULTS }),
    wait: 'statusMs',
    withoutCard: 'reader_error',
  };
}

/** CMD PARA. */
type Bytes = readonly [command: number, parameter: number];

function question(name: string, [command, parameter]: Bytes, words: Words): Question {
  const answeredBy = ({ status, data }: SamAnswer) => words[meaningOf(status).kind]?.(data) ?? false;
  return { name, command, parameter, answeredBy };
}

function ofBytes(bytes: number): Fits {
  return (data) => data.length === bytes;
}

/** Length of the text, length of the photo; the text; the photo. */
function isTextAndPhoto(data: Buffer): boolean {
  if (data.length <= LENGTHS_BYTES) return false;
  return data.length === LENGTHS_BYTES + data.readUInt16BE(0) + data.readUInt16BE(2);
}
