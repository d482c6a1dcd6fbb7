/** What a SAM module does with a question: a small machine around the card in its field. No line, no time. No bytes: no answer. */
import { addressBlockOf, type SimCard, textBlockOf } from './card-file.ts';
import { type Asked, answerFrame } from './sam-wire.ts';

/** 05.01-20120411-0002011994-1234567890: first 12 bytes of a real module, the last number made up. */
const SAM_ID = Buffer.from('050001005b0333015ab31e00d2029649', 'hex');
/** "WL", 102 wide, 126 high, and an empty picture: the head of every WLT photo, and no face. */
const PHOTO = Buffer.alloc(1024);
Buffer.from('574c66007e00320000ff', 'hex').copy(PHOTO);
const LENGTHS = Buffer.of(1, 0, 4, 0);

export type Step =
  | 'reset'
  | 'status'
  | 'samId'
  | 'find'
  | 'select'
  | 'read'
  | 'address'
  | 'number'
  | 'unknown';

export function stepOf({ command, parameter }: Asked): Step {
  const steps: Record<string, Step> = {
    '10ff': 'reset',
    '11ff': 'status',
    '12ff': 'samId',
    '2001': 'find',
    '2002': 'select',
    '3001': 'read',
    '3003': 'address',
    '3005': 'number',
  };
  return steps[Buffer.of(command, parameter).toString('hex')] ?? 'unknown';
}

/** How modules differ in what they tell of a card that they have read. */
export interface SamManners {
  /** To 30 03; `mute` ones say nothing at all, either always or as long as no card is selected. */
  readonly address?: 'told' | 'refused' | 'not_permitted' | 'mute' | 'mute_without_card';
  /** To 30 05. */
  readonly number?: 'told' | 'refused' | 'mute';
  /** Finds a card again and again, also one that was read. */
  readonly findsAgain?: boolean;
}

const REFUSALS = { refused: answerFrame(0x21), not_permitted: answerFrame(0x23), mute: Buffer.alloc(0) };

export class SamModule {
  readonly #manners: SamManners;
  #card: SimCard | null = null;
  #phase: 'fresh' | 'found' | 'selected' | 'read' = 'fresh';

  constructor(manners: SamManners = {}) {
    this.#manners = manners;
  }

  /** The card in the field. */
  get card(): SimCard | null {
    return this.#card;
  }

  /** A card comes into the field, or none is there any more. */
  set card(card: SimCard | null) {
    this.#card = card;
    this.#phase = 'fresh';
  }

  get wasRead(): boolean {
    return this.#phase === 'read';
  }

  /** Power went away and came back: the card in the field is a new one to the module. */
  restart(): void {
    this.#phase = 'fresh';
  }

  answer(asked: Asked): Buffer {
    if (asked.damage) return answerFrame(asked.damage);
    switch (stepOf(asked)) {
      case 'reset':
        this.restart();
        return answerFrame(0x90);
      case 'status':
        return answerFrame(0x90);
      case 'samId':
        return answerFrame(0x90, SAM_ID);
      case 'find':
        return this.#find();
      case 'select':
        return this.#select();
      case 'read':
        return this.#read();
      case 'address':
        return this.#address();
      case 'number':
        return this.#number();
      case 'unknown':
        return answerFrame(0x21);
    }
  }

  get #holdsCard(): boolean {
    return this.#phase === 'selected' || this.#phase === 'read';
  }

  /** A card that was read is not found again until it has left the field. */
  #find(): Buffer {
    if (!this.#card || (this.#phase === 'read' && !this.#manners.findsAgain)) return answerFrame(0x80);
    this.#phase = 'found';
    return answerFrame(0x9f, Buffer.alloc(4));
  }

  #select(): Buffer {
    if (!this.#card || this.#phase !== 'found') return answerFrame(0x81);
    this.#phase = 'selected';
    return answerFrame(0x90, Buffer.alloc(8));
  }

  #read(): Buffer {
    if (!this.#card) return answerFrame(0x41);
    if (this.#phase !== 'selected') return answerFrame(0x23);
    this.#phase = 'read';
    return answerFrame(0x90, Buffer.concat([LENGTHS, textBlockOf(this.#card), PHOTO]));
  }

  #address(): Buffer {
    const { address: manner = 'told' } = this.#manners;
    if (manner !== 'told' && manner !== 'mute_without_card') return REFUSALS[manner];
    if (!this.#card || !this.#holdsCard) return manner === 'told' ? answerFrame(0x41) : REFUSALS.mute;
    const { newestAddress } = this.#card;
    return newestAddress === undefined ? answerFrame(0x91) : answerFrame(0x90, addressBlockOf(newestAddress));
  }

  #number(): Buffer {
    const { number: manner = 'told' } = this.#manners;
    if (manner !== 'told') return REFUSALS[manner];
    return this.#holdsCard ? answerFrame(0x90, Buffer.alloc(28)) : answerFrame(0x41);
  }
}
