import type { CardRecord } from '#server/contract/envelopes.ts';
import type { Fault } from '../contract/faults.ts';
import { readCard } from '../readers/read-card.ts';
import { ReaderFault } from '../readers/reader-fault.ts';
import type { SamReader } from '../readers/sam/sam-reader.ts';

export type CardOnPlate =
  | { readonly state: 'none' }
  | { readonly state: 'reading' }
  | {
      readonly state: 'read';
      readonly record: CardRecord;
      /** From the card being found to the whole record. */
      readonly readMs: number;
      /** False once the card was lifted. */
      readonly lying: boolean;
    }
  | { readonly state: 'failed'; readonly fault: Fault; readonly lying: boolean };

/**
 * What is known of the plate, whatever is shown of it.
 * `clear`: no card that we have dealt with lies there. `held`: the card read last lies there, selected.
 * `spent`: a card lies there that must be lifted before it is read, but the reader no longer holds it: its reading
 * failed, or the reader was away meanwhile.
 */
type Plate = 'clear' | 'held' | 'spent';

/** Reads each card once per laying, and sees it lifted. */
export class PlateWatch {
  readonly #onCard: (card: CardOnPlate) => void;
  #plate: Plate = 'clear';
  #card: CardOnPlate = { state: 'none' };

  constructor(onCard: (card: CardOnPlate) => void) {
    this.#onCard = onCard;
  }

  get card(): CardOnPlate {
    return this.#card;
  }

  /** Whether the next look has a question for the reader: after a card that lies there, or after a new one. */
  hasQuestion(mayRead: boolean): boolean {
    return this.#plate !== 'clear' || (mayRead && this.#card.state !== 'read');
  }

  /**
   * One look. `onFound` is called when a card is there and its reading begins.
   * @throws ReaderFault when line or reader is at fault; what is the card's fault is shown as a failed card
   */
  async look(reader: SamReader, onFound: () => void): Promise<void> {
    if (this.#plate === 'clear') return await this.#lookForCard(reader, onFound);
    const held = await reader.isStillThere();
    if (held || (this.#plate === 'spent' && (await reader.find()))) return;
    this.#plate = 'clear';
    if ('lying' in this.#card) this.#show({ ...this.#card, lying: false });
  }

  /** The reader went away or was reset, and lets go of the card: it must not be read again for that. */
  loseHold(): void {
    if (this.#plate === 'held') this.#plate = 'spent';
  }

  /** Lets go of the record; a card that is being read just now is the next one, and is read to its end. */
  forget(): void {
    if (this.#card.state !== 'reading') this.#show({ state: 'none' });
  }

  async #lookForCard(reader: SamReader, onFound: () => void): Promise<void> {
    let foundAt: number | undefined;
    try {
      if (!(await reader.find())) return;
      foundAt = performance.now();
      this.#show({ state: 'reading' });
      onFound();
      const record = await readCard(reader);
      this.#plate = 'held';
      this.#show({ state: 'read', record, readMs: performance.now() - foundAt, lying: true });
    } catch (error) {
      this.#fail(error, foundAt !== undefined);
    }
  }

  #fail(error: unknown, found: boolean): void {
    const isCards = error instanceof ReaderFault && error.code.startsWith('card_');
    if (error instanceof ReaderFault && error.code !== 'reader_absent' && (found || isCards)) {
      this.#plate = 'spent';
      this.#show({ state: 'failed', fault: error.code, lying: true });
    } else if (found) {
      this.#show({ state: 'none' });
    }
    if (!isCards) throw error;
  }

  #show(card: CardOnPlate): void {
    this.#card = card;
    this.#onCard(card);
  }
}
