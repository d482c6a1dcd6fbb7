/**
 * The text on a card's chip: 256 bytes of UTF-16LE, each field padded with U+0020 on its right (GA/T 490).
 * Code units are kept as they are: rare names use surrogate pairs and private-use characters, addresses the
 * ideographic space U+3000, and none of them may be folded away.
 */
import { ReaderFault } from '../reader-fault.ts';

export const TEXT_BLOCK_BYTES = 256;

/** A field's text without its padding; `at` and `bytes` as in the tables of docs/devices/identity-cards.md. */
export function textAt(block: Buffer, at: number, bytes: number): string {
  return block.toString('utf16le', at, at + bytes).replace(/ +$/u, '');
}

/** @throws ReaderFault card_unreadable when the field is blank */
export function requiredTextAt(block: Buffer, at: number, bytes: number): string {
  const text = textAt(block, at, bytes);
  if (text === '') throw new ReaderFault('card_unreadable', `blank field at byte ${at}`);
  return text;
}

/**
 * YYYYMMDD on the chip, YYYY-MM-DD here.
 * @throws ReaderFault card_unreadable when there is no such day
 */
export function dayAt(block: Buffer, at: number): string {
  const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)$/u.exec(textAt(block, at, 16)) ?? [];
  const written = `${year}-${month}-${day}`;
  const instant = Date.parse(`${written}T00:00:00Z`);
  if (Number.isNaN(instant) || new Date(instant).toISOString().slice(0, 10) !== written)
    throw new ReaderFault('card_unreadable', `no date at byte ${at}`);
  return written;
}
