import type { ReaderFaultCode } from '../reader-fault.ts';

/** What SW3 tells the driver. Meanings as two public SDKs agree on them; 23 by one of them only. */
export type Meaning =
  | { readonly kind: 'done' | 'card_found' | 'nothing_stored' }
  /** The card was lost: the fault is that of the step it was lost in. */
  | { readonly kind: 'no_card' | 'broke_off' }
  /** The reader got a damaged question: ask once more. */
  | { readonly kind: 'ask_again'; readonly fault: ReaderFaultCode }
  | { readonly kind: 'fault'; readonly fault: ReaderFaultCode };

const MEANINGS = new Map<number, Meaning>([
  [0x90, { kind: 'done' }],
  [0x9f, { kind: 'card_found' }],
  [0x91, { kind: 'nothing_stored' }],
  [0x80, { kind: 'no_card' }],
  [0x41, { kind: 'broke_off' }], // reading failed
  [0x81, { kind: 'broke_off' }], // select failed
  [0x10, { kind: 'ask_again', fault: 'reader_damaged_answer' }], // wrong checksum: the line damages frames
  [0x11, { kind: 'ask_again', fault: 'reader_damaged_answer' }], // wrong length
  [0x21, { kind: 'fault', fault: 'reader_refused_command' }], // no such command
  [0x23, { kind: 'fault', fault: 'reader_refused_command' }], // not permitted now, e.g. read without select
  [0x24, { kind: 'fault', fault: 'reader_error' }], // error it cannot name
  [0x31, { kind: 'fault', fault: 'card_refused' }], // the card refuses the SAM
  [0x32, { kind: 'fault', fault: 'card_refused' }], // the SAM refuses the card
  [0x33, { kind: 'fault', fault: 'card_suspect' }], // the stored data does not verify
  [0x40, { kind: 'fault', fault: 'card_not_identity' }], // a card of an unknown type
  [0x47, { kind: 'fault', fault: 'card_refused' }], // no random number from the card
  [0x60, { kind: 'fault', fault: 'sam_failed' }], // self-test failed, accepts nothing
  [0x66, { kind: 'fault', fault: 'sam_not_authorised' }],
]);

export function meaningOf(status: number): Meaning {
  return MEANINGS.get(status) ?? { kind: 'fault', fault: 'reader_error' };
}
