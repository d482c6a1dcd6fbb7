import type { CardRecord } from '#server/contract/envelopes.ts';
import { isIdNumber } from '#server/contract/id-number.ts';
import { ReaderFault } from '../reader-fault.ts';
import { dayAt, requiredTextAt, textAt } from './text-block.ts';

const LONG_TERM = '长期';
const VALID_TO_AT = 204;

/**
 * Resident identity card of the second generation. Offsets in bytes: GA/T 490, in eight public sources alike.
 * name 0/30 · sex 30/2 · ethnic code 32/4 · birth 36/16 · address 52/70 · number 122/36 · authority 158/30 ·
 * valid from 188/16 · valid to 204/16 (a date or 长期) · reserved 220/36
 * @throws ReaderFault card_unreadable when a field cannot be what it should be
 */
export function decodeMainlandCard(block: Buffer): CardRecord {
  const idNumber = textAt(block, 122, 36);
  if (!isIdNumber(idNumber)) throw new ReaderFault('card_unreadable', 'the number does not check');
  return {
    kind: 'mainland',
    name: requiredTextAt(block, 0, 30),
    sexCode: textAt(block, 30, 2),
    ethnicCode: textAt(block, 32, 4),
    birth: dayAt(block, 36),
    address: requiredTextAt(block, 52, 70),
    idNumber,
    authority: textAt(block, 158, 30),
    validFrom: dayAt(block, 188),
    validTo: textAt(block, VALID_TO_AT, 16) === LONG_TERM ? 'long_term' : dayAt(block, VALID_TO_AT),
  };
}
