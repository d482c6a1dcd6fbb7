import type { ReaderFaultCode } from '../reader-fault.ts';

/** What SW3 tells the driver. Meanings as two public SDKs agree on them; 23 by one of them only. */
type Meaning =
  | { readonly kind: 'done' | 'card_found' | 'nothing_stored' }
  /** The card was lost: the fault is that of the step it was lost in. */
  | { readonly kind: 'no_card' | 'broke_off' }
  /** The reader got a damaged question: ask once more. */
  | { readonly kind: 'ask_again'; readonly fault: ReaderFaultCode }
  | { readonly kind: 'fault'; readonly fault: ReaderFaultCode };

const MEANINGS = {
  144: { kind: 'done' },
  159: { kind: 'card_found' },
  145: { kind: 'nothing_stored' },
  128: { kind: 'no_card' },
  65: { kind: 'broke_off' }, // reading failed
  129: { kind: 'broke_off' }, // select failed
  16: { kind: 'ask_again', fault: 'reader_damaged_answer' }, // wrong checksum: the line damages frames
  17: { kind: 'ask_again', fault: 'reader_damaged_answer' }, // wrong length
  33: { kind: 'fault', fault: 'reader_refused_command' }, // no such command
  35: { kind: 'fault', fault: 'reader_refused_command' }, // not permitted now, e.g. read without select
  36: { kind: 'fault', fault: 'reader_error' }, // error it cannot name
  49: { kind: 'fault', fault: 'card_refused' }, // the card refuses the SAM
  50: { kind: 'fault', fault: 'card_refused' }, // the SAM refuses the card
  51: { kind: 'fault', fault: 'card_suspect' }, // the stored data does not verify
  64: { kind: 'fault', fault: 'card_not_identity' }, // a card of an unknown type
  71: { kind: 'fault', fault: 'card_refused' }, // no random number from the card
  96: { kind: 'fault', fault: 'sam_failed' }, // self-test failed, accepts nothing
  102: { kind: 'fault', fault: 'sam_not_authorised' },
} as const satisfies Record<number, Meaning>;

export function meaningOf(status: number): Meaning {
  const known: Readonly<Record<number, Meaning>> = MEANINGS;
  return known[status] ?? { kind: 'fault', fault: 'reader_error' };
}
