import type { CardRecord } from '#server/contract/envelopes.ts';
import { ReaderFault } from '../reader-fault.ts';
import { decodeMainlandCard } from './mainland-card.ts';
import { TEXT_BLOCK_BYTES } from './text-block.ts';

const KIND_AT = 248;

/** The character at byte 248 says whose card it is. J, I and Y exist: permits for Hong Kong, Macao and Taiwan, and for foreigners. */
const DECODERS: Readonly<Record<string, (block: Buffer) => CardRecord>> = {
  ' ': decodeMainlandCard,
};

/** @throws ReaderFault card_kind_unsupported, card_unreadable */
export function decodeCard(block: Buffer): CardRecord {
  if (block.length !== TEXT_BLOCK_BYTES)
    throw new ReaderFault('card_unreadable', `${block.length} bytes of text`);
  const kind = block.toString('utf16le', KIND_AT, KIND_AT + 2);
  const decode = Object.hasOwn(DECODERS, kind) ? DECODERS[kind] : undefined;
  if (decode === undefined)
    throw new ReaderFault('card_kind_unsupported', `kind U+${kind.charCodeAt(0).toString(16)}`);
  return decode(block);
}
