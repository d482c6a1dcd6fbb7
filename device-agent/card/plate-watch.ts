import type { CardRecord } from '../contract/card-kinds.ts';
import type { Fault } from '../contract/faults.ts';
import type { Reading } from '../contract/messages.ts';
import { findCard, readCard } from '../readers/card-reading.ts';
import { ReaderFault } from '../readers/reader-fault.ts';
import { ReadingReport } from '../readers/reading-report.ts';
import type { SamReader } from '../readers/sam/sam-reader.ts';

/** The card on the reader; one `record` object a laying. */
export type CardOnPlate =
  /** `lying`: a card that had its time is still there. */
  | { readonly state: 'none'; readonly lying: boolean }
  | { readonly state: 'reading' }
  | {
      readonly state: 'read';
      readonly record: CardRecord;
      /** As it stands on the chip (WLT), 1024 bytes; all zero once the record is forgotten. */
      readonly photo: Buffer;
      /** False once the card was lifted. */
      readonly lying: boolean;
    }
  | { readonly state: 'failed'; readonly fault: Fault; readonly lying: boolean };

/**
 * What is known of the plate, whatever is shown of it.
 * `clear`: no card that was dealt with lies there. `read`: a card was read just now, and nobody was asked about it
 * since. `lying`: a card that was dealt with has to be lifted before anything is read. `unseen`: a card was read and
 * this reader cannot tell whether it still lies there; nor does it find that card again before it was lifted.
 */
type Plate = 'clear' | 'read' | 'lying' | 'unseen';

export interface PlateListener {
  readonly onCard: (card: CardOnPlate) => void;
  /** Told before the card itself. */
  readonly onReading: (reading: Reading) => void;
}

/** Reads each card once per laying, and sees it lifted. */
export class PlateWatch {
  readonly #tell: PlateListener;
  #plate: Plate = 'clear';
  #card: CardOnPlate = { state: 'none', lying: false };
  #mayRead = false;
  /** The card that is being read was forgotten, and nobody has asked for a card since. */
  #isUnwanted = false;

  constructor(listener: PlateListener) {
    this.#tell = listener;
  }

  allowReading(isAllowed: boolean): void {
    this.#mayRead = isAllowed;
    if (isAllowed) this.#isUnwanted = false;
  }

  /** Whether the next look has a question for the reader: after a card that lies there, or after a new one. */
  get hasQuestion(): boolean {
    return this.#isOccupied || (this.#mayRead && this.#card.state !== 'read');
  }

  /**
   * One look. `onFound` is called when a card is there and its reading begins.
   * @throws ReaderFault when line or reader is at fault; what is the card's fault is shown as a failed card
   */
  async look(reader: SamReader, onFound: () => void): Promise<void> {
    if (!this.#isOccupied) return await this.#lookForCard(reader, onFound);
    if ((await reader.held.isStillThere()) || (await findsAnything(reader))) this.#plate = 'lying';
    else this.#plate = this.#plate === 'lying' || reader.held.hasWitness ? 'clear' : 'unseen';
    if (this.#card.state !== 'reading') this.#show({ ...this.#card, lying: this.#isTakenToLie });
  }

  /** The reader went away or was reset, and would find the card that lies there: it must not be read again for that. */
  loseHold(): void {
    if (this.#plate === 'unseen') this.#plate = 'lying';
  }

  /** Lets go of the record, of one that is being read just now too, unless a card is asked for again meanwhile. */
  forget(): void {
    if (this.#card.state === 'reading') this.#isUnwanted = true;
    else this.#show({ state: 'none', lying: this.#isOccupied });
  }

  get #isOccupied(): boolean {
    return this.#plate === 'read' || this.#plate === 'lying';
  }

  /** Where nobody can tell, a card lies there until its record is forgotten: a visit must not end for that. */
  get #isTakenToLie(): boolean {
    return this.#isOccupied || (this.#plate === 'unseen' && this.#card.state === 'read');
  }

  async #lookForCard(reader: SamReader, onFound: () => void): Promise<void> {
    const report = new ReadingReport();
    let isFound = false;
    try {
      if (!(await report.timed('find', () => findCard(reader)))) return;
      isFound = true;
      this.#isUnwanted = false;
      this.#show({ state: 'reading' });
      onFound();
      const read = await readCard(reader, report);
      this.#end('read', { state: 'read', ...read, lying: true }, report.ended());
    } catch (error) {
      this.#fail(error, isFound, report);
    }
  }

  #fail(error: unknown, isFound: boolean, report: ReadingReport): void {
    if (!(error instanceof ReaderFault)) {
      this.#plate = 'lying'; // whatever it is, not with this card again
      throw error;
    }
    const isCards = error.code.startsWith('card_');
    if (error.code === 'reader_absent' && isFound) {
      this.#end('clear', { state: 'none', lying: false }, report.ended(error));
    } else if (isFound || isCards) {
      this.#end('lying', { state: 'failed', fault: error.code, lying: true }, report.ended(error));
    }
    if (!isCards) throw error;
  }

  #end(plate: Plate, card: CardOnPlate, reading: Reading): void {
    this.#plate = plate;
    this.#tell.onReading(reading);
    this.#show(this.#isUnwanted ? { state: 'none', lying: this.#isOccupied } : card);
    if (this.#isUnwanted && card.state === 'read') card.photo.fill(0);
  }

  #show(card: CardOnPlate): void {
    const before = this.#card;
    if (before.state === 'read' && card.state !== 'read') before.photo.fill(0);
    if (before.state === card.state && isLying(before) === isLying(card)) return;
    this.#card = card;
    this.#tell.onCard(card);
  }
}

function isLying(card: CardOnPlate): boolean {
  return card.state !== 'reading' && card.lying;
}

/** A card of any kind, or one that cannot be dealt with: something lies there. */
async function findsAnything(reader: SamReader): Promise<boolean> {
  try {
    return await reader.find();
  } catch (error) {
    if (error instanceof ReaderFault && error.code.startsWith('card_')) return true;
    throw error;
  }
}
