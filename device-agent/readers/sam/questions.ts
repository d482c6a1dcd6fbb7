/** What a SAM module is asked, and how the answer to it looks: docs/devices/identity-card-readers.md. */
import type { ReaderFaultCode } from '../reader-fault.ts';
import type { Question } from './exchange.ts';
import type { SamAnswer } from './sam-frame.ts';
import { SAM_ID_BYTES } from './sam-id.ts';

/** Each kind of question has its own patience. */
export type Wait = 'statusMs' | 'findMs' | 'selectMs' | 'readMs' | 'addressMs';

export interface SamQuestion extends Question {
  readonly wait: Wait;
  /** What it means when the reader says that there is no card (80), or that the step broke off (41, 81). */
  readonly withoutCard: ReaderFaultCode;
}

const DONE = 0x90;
const CARD_FOUND = 0x9f;
/** Before the text: its length and the photo's, two bytes each, big-endian. */
export const LENGTHS_BYTES = 4;
/** Places for added addresses, and the bytes of each. */
export const ADDRESSES = 4;
export const ADDRESS_BYTES = 70;
/** Numbers of the card: 4 + 8 + 16 bytes. What they mean is of no use here. */
const NUMBER_BYTES = 28;

export const RESET = aboutModule('reset', [0x10, 0xff], ofBytes(0));
export const STATUS = aboutModule('status', [0x11, 0xff], ofBytes(0));
export const SAM_ID = aboutModule('SAM id', [0x12, 0xff], ofBytes(SAM_ID_BYTES));
export const FIND: SamQuestion = {
  ...question('find', [0x20, 0x01], ofBytes(4)),
  wait: 'findMs',
  withoutCard: 'card_removed_in_find',
};
export const SELECT: SamQuestion = {
  ...question('select', [0x20, 0x02], ofBytes(8)),
  wait: 'selectMs',
  withoutCard: 'card_removed_in_select',
};
export const READ: SamQuestion = {
  ...question('read', [0x30, 0x01], isTextAndPhoto),
  wait: 'readMs',
  withoutCard: 'card_removed_in_read',
};
export const ADDRESS: SamQuestion = {
  ...question('address', [0x30, 0x03], ofBytes(ADDRESSES * ADDRESS_BYTES)),
  wait: 'addressMs',
  withoutCard: 'card_removed_in_read',
};
/** The bytes of this question stand in a single public source, those of its answer in two. */
export const NUMBER: SamQuestion = {
  ...question('number', [0x30, 0x05], ofBytes(NUMBER_BYTES)),
  wait: 'statusMs',
  withoutCard: 'card_removed_in_read',
};

/** The module's word about itself says nothing of cards. */
function aboutModule(name: string, bytes: Bytes, fits: (data: Buffer) => boolean): SamQuestion {
  return { ...question(name, bytes, fits), wait: 'statusMs', withoutCard: 'reader_error' };
}

/** CMD PARA. */
type Bytes = readonly [command: number, parameter: number];

function question(name: string, [command, parameter]: Bytes, fits: (data: Buffer) => boolean): Question {
  const answeredBy = ({ status, data }: SamAnswer) =>
    status === DONE || status === CARD_FOUND ? fits(data) : data.length === 0;
  return { name, command, parameter, answeredBy };
}

function ofBytes(bytes: number): (data: Buffer) => boolean {
  return (data) => data.length === bytes;
}

/** Length of the text, length of the photo; the text; the photo. */
function isTextAndPhoto(data: Buffer): boolean {
  if (data.length <= LENGTHS_BYTES) return false;
  return data.length === LENGTHS_BYTES + data.readUInt16BE(0) + data.readUInt16BE(2);
}
