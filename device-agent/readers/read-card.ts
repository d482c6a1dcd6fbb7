import type { CardRecord } from '#server/contract/envelopes.ts';
import { decodeCard } from './cards/card-kinds.ts';
import { ReaderFault } from './reader-fault.ts';
import type { SamReader } from './sam/sam-reader.ts';

/**
 * Reads the card that was just found. Its address is the newest one stored: one added since the card was made
 * takes the place of the printed one.
 * @throws ReaderFault
 */
export async function readCard(reader: SamReader): Promise<CardRecord> {
  await selectFound(reader);
  const record = decodeCard(await reader.readText());
  const address = await reader.newestAddress();
  return address === undefined ? record : { ...record, address };
}

/** A card that slipped while it was selected is found anew, once. */
async function selectFound(reader: SamReader): Promise<void> {
  try {
    await reader.select();
  } catch (error) {
    const slipped = error instanceof ReaderFault && error.code === 'card_removed_in_read';
    if (!slipped || !(await reader.find())) throw error;
    await reader.select();
  }
}
