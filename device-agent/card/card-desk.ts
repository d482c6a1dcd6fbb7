/** From a card on the reader to a sealed envelope: what the screen may know of a card, and for how long. */
import { randomUUID } from 'node:crypto';
import { maskedName } from '#server/contract/person/masked-name.ts';
import { type CardRecord, nameOn } from '../contract/card-kinds.ts';
import type { Fault } from '../contract/faults.ts';
import type { DeviceState, Reading, Snapshot } from '../contract/messages.ts';
import type { Log } from '../log.ts';
import type { CardOnPlate } from './plate-watch.ts';

/** What the agent needs of a reader and the card on it. */
export interface CardStation {
  readonly view: {
    readonly device: { readonly state: DeviceState; readonly fault: Fault | null };
    /** Null while no reader has told it. */
    readonly samId: string | null;
    /** Figures of the last card laid; null before the first. */
    readonly lastReading: Reading | null;
    readonly card: CardOnPlate;
  };
  start(): void;
  stop(): Promise<void>;
  onChange(listener: () => void): void;
  /** Whether a card laid from now on is read. */
  allowReading(isAllowed: boolean): void;
  /** Drops what was read. */
  forget(): void;
}

export interface CardDeskOptions {
  readonly station: CardStation;
  readonly nonces: { prepare(): void; take(): Promise<string> };
  readonly seal: (sighting: { card: CardRecord; samId: string; nonce: string }) => Promise<string>;
  /** Unpacks the card's photo for the screen, where a program for that is configured. */
  readonly photos?: { start(laying: string, wlt: Uint8Array): void; cancel(): void } | undefined;
  readonly onChange: () => void;
  readonly log: Log;
}

type Envelope =
  | { readonly state: 'none' }
  | { readonly state: 'sealing'; readonly record: CardRecord }
  | {
      readonly state: 'sealed';
      readonly record: CardRecord;
      readonly laying: string;
      readonly assertion: string;
    }
  | { readonly state: 'failed'; readonly record: CardRecord };

export class CardDesk {
  readonly #options: CardDeskOptions;
  #envelope: Envelope = { state: 'none' };

  constructor(options: CardDeskOptions) {
    this.#options = options;
    options.station.onChange(() => this.#look());
  }

  /** The screen is at rest: the next card starts a visit. */
  begin(): void {
    this.#options.nonces.prepare();
    this.#options.station.allowReading(true);
  }

  /** Nothing of the resident stays in this process. */
  endVisit(): void {
    this.#drop();
    this.#options.station.allowReading(false);
    this.#options.station.forget();
    this.#options.onChange();
  }

  get view(): Snapshot['card'] {
    const { card } = this.#options.station.view;
    if (card.state !== 'read') return card;
    const envelope = this.#envelope;
    if (envelope.state === 'none' || envelope.record !== card.record)
      return { state: 'none', lying: card.lying };
    switch (envelope.state) {
      case 'sealing':
        return { state: 'reading' };
      case 'sealed': {
        const { laying, assertion, record } = envelope;
        return {
          state: 'read',
          laying,
          maskedName: maskedName(nameOn(record)),
          assertion,
          lying: card.lying,
        };
      }
      case 'failed':
        return { state: 'failed', fault: 'server_unreachable', lying: card.lying };
      default:
        return envelope satisfies never;
    }
  }

  #look(): void {
    const { card } = this.#options.station.view;
    if (card.state === 'reading') this.#options.nonces.prepare();
    if (card.state !== 'read') this.#drop();
    else if (this.#envelope.state === 'none' || this.#envelope.record !== card.record) {
      void this.#seal(card.record, card.photo);
    }
    this.#options.onChange();
  }

  #drop(): void {
    this.#envelope = { state: 'none' };
    this.#options.photos?.cancel();
  }

  async #seal(record: CardRecord, photo: Buffer): Promise<void> {
    const sealing: Envelope = { state: 'sealing', record };
    this.#envelope = sealing;
    const envelope = await this.#sealed(record);
    if (this.#envelope !== sealing) return; // the visit ended meanwhile
    this.#envelope = envelope;
    if (envelope.state === 'sealed') this.#options.photos?.start(envelope.laying, photo);
    this.#options.onChange();
  }

  async #sealed(record: CardRecord): Promise<Envelope> {
    const { station, nonces, seal, log } = this.#options;
    try {
      const nonce = await nonces.take();
      const assertion = await seal({ card: record, samId: station.view.samId ?? 'unknown', nonce });
      return { state: 'sealed', record, laying: randomUUID(), assertion };
    } catch {
      log('card_not_sealed', { fault: 'server_unreachable' });
      return { state: 'failed', record };
    }
  }
}
