import type { CardRecord } from '../contract/card-kinds.ts';
import { decodeCard } from './cards/card-decoder.ts';
import { ReaderFault, type ReaderFaultCode } from './reader-fault.ts';
import type { ReadingReport } from './reading-report.ts';
import type { SamReader } from './sam/sam-reader.ts';

export interface CardRead {
  readonly record: CardRecord;
  /** The photo as it stands on the chip: 1024 bytes in a closed format (WLT). */
  readonly photo: Buffer;
}

/**
 * Whether a card lies there that can be read. One that was lost while it was looked for is looked for once more.
 * @throws ReaderFault card_removed_in_find when it is gone again, or lost a second time
 */
export async function findCard(reader: SamReader): Promise<boolean> {
  try {
    return await reader.find();
  } catch (error) {
    if (!isFault(error, 'card_removed_in_find') || !(await reader.find())) throw error;
    return true;
  }
}

/**
 * Reads the card that was just found. Its address is the newest one stored: one added since the card was made
 * takes the place of the printed one; foreigners' permits carry none.
 * @throws ReaderFault
 */
export async function readCard(reader: SamReader, report: ReadingReport): Promise<CardRead> {
  await report.timed('select', () => selectFound(reader));
  const { text, photo } = await report.timed('read', () => reader.readCardData());
  const record = decodeCard(text);
  const address = await report.timed('address', () => reader.held.newestAddress());
  const isNewer = address !== undefined && 'address' in record;
  return { record: isNewer ? { ...record, address } : record, photo };
}

/**
 * A card that slipped while it was selected is found anew, once. One that is found both times and selected neither
 * time is not alone on the reader, or does not lie flat. Assumed: no source says how a module tells two cards.
 * @throws ReaderFault card_removed_in_select, card_collision
 */
async function selectFound(reader: SamReader): Promise<void> {
  try {
    return await reader.select();
  } catch (error) {
    if (!isFault(error, 'card_removed_in_select') || !(await reader.find())) throw error;
  }
  try {
    await reader.select();
  } catch (error) {
    if (!isFault(error, 'card_removed_in_select')) throw error;
    throw new ReaderFault('card_collision', `${error.message}, twice`, error);
  }
}

function isFault(error: unknown, code: ReaderFaultCode): error is ReaderFault {
  return error instanceof ReaderFault && error.code === code;
}
