/**
 * What may go wrong with one card, and what must come of it. Written from the protocol and from what is promised in
 * docs/devices/identity-card-readers.md, not from the driver: a driver that ends otherwise is wrong, or the promise is.
 */
import type { Fault } from '#agent/contract/faults.ts';
import type { Mishap } from '#sim/reader/card-reader.ts';
import type { Step } from '#sim/reader/sam-module.ts';
import { ANSWER_MS } from './haste.ts';

export type Ending =
  | { readonly kind: 'read'; readonly address: 'newest' | 'printed' }
  | { readonly kind: 'failed'; readonly fault: Fault }
  /** Lifted before the module had found it: nobody can know that it was there. */
  | { readonly kind: 'not_seen' }
  /** Several mishaps met: any fault may come of it, but no record other than the card's. */
  | { readonly kind: 'anything_true' };

export interface Trial {
  readonly step: Step;
  readonly mishap: Mishap;
  readonly ends: Ending;
  /** What the reader is said to suffer from meanwhile, where the card does not suffer for it. */
  readonly shows?: Fault;
}

const READ: Ending = { kind: 'read', address: 'newest' };
/** The reader says that it tells no added address: then the printed one counts. */
const READ_AS_PRINTED: Ending = { kind: 'read', address: 'printed' };
const failed = (fault: Fault): Ending => ({ kind: 'failed', fault });

/** Late enough that nobody waits any more. */
const LATE: Mishap = { kind: 'late', byMs: 1.5 * ANSWER_MS };

/** SW3 that says the same about the card whenever it is said. */
const ABOUT_THE_CARD: readonly (readonly [status: number, fault: Fault])[] = [
  [0x31, 'card_refused'],
  [0x32, 'card_refused'],
  [0x33, 'card_suspect'],
  [0x40, 'card_not_identity'],
  [0x47, 'card_refused'],
];
/** SW3 about the reader or our command: ends a reading that has begun, delays one that has not. */
const ABOUT_THE_READER: readonly (readonly [status: number, fault: Fault])[] = [
  [0x21, 'reader_refused_command'],
  [0x23, 'reader_refused_command'],
  [0x24, 'reader_error'],
  [0x60, 'sam_failed'],
  [0x66, 'sam_not_authorised'],
  [0xa5, 'reader_error'], // in no table
];
/** Our question was damaged on its way: asked once more. */
const ASKED_AGAIN = [0x10, 0x11];
const [NO_CARD, READ_FAILED, SELECT_FAILED, NOTHING_STORED] = [0x80, 0x41, 0x81, 0x91];
const LOST = [NO_CARD, READ_FAILED, SELECT_FAILED];

/** What comes of an answer that does not come in time, and of one that comes damaged. */
interface LineEndings {
  readonly silent: Ending;
  readonly damaged: Ending;
}
const BROKEN: LineEndings = { silent: failed('reader_silent'), damaged: failed('reader_damaged_answer') };

/** A cable that is pulled in the middle and put back: the card was never read, and is read now. */
function lineTrouble(step: Step, { silent, damaged }: LineEndings): Trial[] {
  return [
    { step, mishap: { kind: 'silence' }, ends: silent },
    { step, mishap: LATE, ends: silent },
    { step, mishap: { kind: 'bad_checksum' }, ends: damaged },
    { step, mishap: { kind: 'half_frame' }, ends: damaged },
    { step, mishap: { kind: 'garbage' }, ends: READ },
    { step, mishap: { kind: 'unplug' }, ends: READ, shows: 'reader_absent' },
  ];
}

function statuses(step: Step, said: readonly number[], ends: Ending): Trial[] {
  return said.map((status) => ({ step, mishap: { kind: 'status', status }, ends }));
}

/** Nothing is lost with it: the reader is said to be out of order, and mended. */
function outOfOrder(step: Step, said = ABOUT_THE_READER): Trial[] {
  return said.map(([status, shows]) => ({
    step,
    mishap: { kind: 'status', status },
    ends: READ,
    shows,
  }));
}

function faults(step: Step, table: readonly (readonly [status: number, fault: Fault])[]): Trial[] {
  return table.flatMap(([status, fault]) => statuses(step, [status], failed(fault)));
}

export const TRIALS: readonly Trial[] = [
  // Before a card is found nothing is lost: the reader is asked again, or mended, or opened anew.
  ...lineTrouble('status', { silent: READ, damaged: READ }),
  ...statuses('status', [...ASKED_AGAIN, ...ABOUT_THE_READER.map(([status]) => status)], READ),
  ...lineTrouble('samId', { silent: READ, damaged: READ }),
  ...statuses('samId', ASKED_AGAIN, READ),
  // One that refuses its number is in order all the same, and is used without it.
  ...statuses('samId', [0x21, 0x23], READ),
  ...outOfOrder(
    'samId',
    ABOUT_THE_READER.filter(([, fault]) => fault !== 'reader_refused_command'),
  ),
  ...lineTrouble('find', { silent: READ, damaged: READ }),
  ...statuses('find', [...ASKED_AGAIN, ...LOST], READ),
  ...outOfOrder('find'),
  { step: 'find', mishap: { kind: 'lift' }, ends: { kind: 'not_seen' } },

  ...lineTrouble('select', BROKEN),
  ...statuses('select', [...ASKED_AGAIN, ...LOST], READ), // it slipped: found and selected once more
  ...faults('select', ABOUT_THE_READER),
  { step: 'select', mishap: { kind: 'lift' }, ends: failed('card_removed_in_select') },

  ...lineTrouble('read', BROKEN),
  ...statuses('read', ASKED_AGAIN, READ),
  ...statuses('read', LOST, failed('card_removed_in_read')),
  ...faults('read', ABOUT_THE_READER),
  { step: 'read', mishap: { kind: 'lift' }, ends: failed('card_removed_in_read') },

  // The added address: silence may mean that the reader does not know the question, so it is asked twice.
  ...lineTrouble('address', { silent: READ, damaged: failed('reader_damaged_answer') }),
  ...statuses('address', ASKED_AGAIN, READ),
  ...statuses('address', [NOTHING_STORED, 0x21, 0x23], READ_AS_PRINTED),
  ...statuses('address', LOST, failed('card_removed_in_read')),
  ...faults(
    'address',
    ABOUT_THE_READER.filter(([, fault]) => fault !== 'reader_refused_command'),
  ),
  { step: 'address', mishap: { kind: 'lift' }, ends: failed('card_removed_in_read') },

  ...(['find', 'select', 'read', 'address'] as const).flatMap((step) => faults(step, ABOUT_THE_CARD)),
];
