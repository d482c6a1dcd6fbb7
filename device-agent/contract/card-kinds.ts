/**
 * What stands on each kind of identity card. From this one table come the type of a card's record, its schema on the
 * wire and the decoder in readers/cards/. A new kind is one more entry of `CARD_KINDS`.
 *
 * The text on a chip is 256 bytes of UTF-16LE, each field padded with U+0020 on its right; a place is [byte, bytes].
 * GA/T 490 names the fields. How many public sources tell the places stands at each kind; which of them are assumed, in
 * docs/devices/identity-cards.md.
 */
import { type GenericSchema, literal, object, string, union, variant } from 'valibot';
import { type Day, dayFromDigits } from '#server/contract/person/day-digits.ts';
import { readIdNumber } from '#server/contract/person/id-number.ts';
import { civilDate } from '#server/contract/words.ts';

type Place = readonly [at: number, bytes: number];

interface Field<Travels extends string = string> {
  /** Several are joined before the padding is cut off. */
  readonly places: readonly Place[];
  /** From the chip's text to what travels; undefined when it is not what it should be. */
  readonly decode: (chip: string) => Travels | undefined;
  readonly wire: GenericSchema<Travels>;
}

function codec<Travels extends string>(
  decode: Field<Travels>['decode'],
  wire: Field<Travels>['wire'],
): (...places: Place[]) => Field<Travels> {
  return (...places) => ({ places, decode, wire });
}

/** As it stands on the chip, also when blank. */
const text = codec((chip) => chip, string());
/** As it stands on the chip; without it, it is no card. */
const filled = codec((chip) => (chip.trim() === '' ? undefined : chip), string());
const dayWire = civilDate as GenericSchema<Day>; // its pattern is that of a day
/** YYYYMMDD, a day of the calendar: `YYYY-MM-DD`. */
const day = codec(dayFromDigits, dayWire);
/** A day, or 长期: `long_term`. */
const lastDay = codec(
  (chip) => (chip === '长期' ? 'long_term' : dayFromDigits(chip)),
  union([dayWire, literal('long_term')]),
);
/** A number that holds by its own rules, whichever they are. One of 15 digits stands on no chip. */
const idNumber = codec((chip) => {
  const read = readIdNumber(chip);
  return read.kind === 'invalid' || read.number !== chip ? undefined : chip;
}, string());

interface CardKind {
  /** The character at `FLAG`. */
  readonly flag: string;
  /** What the card and its number are called on paper. */
  readonly title: string;
  readonly numberTitle: string;
  readonly fields: Readonly<Record<string, Field>>;
}

/** What every kind has. */
type Whose = Readonly<Record<'name' | 'sexCode' | 'birth' | 'idNumber' | 'validTo', Field>>;

export const TEXT_BLOCK_BYTES = 256;
/** The character that says which kind of card it is. */
export const FLAG: Place = [248, 2];

export const CARD_KINDS = {
  /** Resident identity card of the second generation. Eight sources, and a recorded answer. */
  mainland: {
    flag: ' ',
    title: '身份证',
    numberTitle: '公民身份号码',
    fields: {
      name: filled([0, 30]),
      /** GB/T 2261.1: 1 男, 2 女, 0 unknown, 9 not stated. */
      sexCode: text([30, 2]),
      /** GB/T 3304, two digits; codes outside the table occur. */
      ethnicCode: text([32, 4]),
      birth: day([36, 16]),
      address: filled([52, 70]),
      idNumber: idNumber([122, 36]),
      /** 签发机关 */
      authority: text([158, 30]),
      validFrom: day([188, 16]),
      validTo: lastDay([204, 16]),
    },
  },
  /** Residence permit for residents of Hong Kong, Macao and Taiwan. Three sources. */
  hmt_permit: {
    flag: 'J',
    title: '港澳台居民居住证',
    numberTitle: '公民身份号码',
    fields: {
      name: filled([0, 30]),
      sexCode: text([30, 2]),
      birth: day([36, 16]),
      address: filled([52, 70]),
      idNumber: idNumber([122, 36]),
      authority: text([158, 30]),
      validFrom: day([188, 16]),
      validTo: lastDay([204, 16]),
      /** 通行证号码: H or M and 8 digits; Taiwan 8 digits. */
      travelPermitNumber: text([220, 18]),
      /** 签发次数, two digits. */
      issueCount: text([238, 4]),
    },
  },
  /** Permanent residence card for foreigners, issued from 2017. Three sources. */
  foreigner_2017: {
    flag: 'I',
    title: '外国人永久居留身份证',
    numberTitle: '证件号码',
    fields: {
      /** FAMILY, GIVEN */
      englishName: filled([0, 120]),
      sexCode: text([120, 2]),
      idNumber: idNumber([122, 30]),
      /** GB/T 2659, three letters. */
      nationality: text([152, 6]),
      /** In Chinese; blank for who has none. */
      name: text([158, 30]),
      issuedOn: day([188, 16]),
      validTo: day([204, 16]),
      birth: day([220, 16]),
      cardVersion: text([236, 4]),
      /** 受理机关代码, four digits. */
      authorityCode: text([240, 8]),
    },
  },
  /** Permanent residence card for foreigners, issued from 2023. Places: a single source, they sum up to 256. */
  foreigner_2023: {
    flag: 'Y',
    title: '外国人永久居留身份证',
    numberTitle: '证件号码',
    fields: {
      /** In Chinese; blank for who has none. */
      name: text([0, 30]),
      sexCode: text([30, 2]),
      /** 换证次数, two digits. */
      renewals: text([32, 4]),
      birth: day([36, 16]),
      /** FAMILY, GIVEN: 35 characters, and the 11 that did not fit there. */
      englishName: filled([52, 70], [220, 22]),
      idNumber: idNumber([122, 36]),
      issuedOn: day([188, 16]),
      validTo: day([204, 16]),
      /** GB/T 2659, three letters. */
      nationality: text([242, 6]),
      /** 既往版本关联项, three digits: which number its holder had before. */
      formerNumber: text([250, 6]),
    },
  },
} as const satisfies Readonly<Record<string, CardKind & { readonly fields: Whose }>>;

type Kinds = typeof CARD_KINDS;
/** What was read from a card, by its kind. Fields as on the chip, right end trimmed. */
export type CardRecord = {
  [Kind in keyof Kinds]: { readonly kind: Kind } & Travelling<Kinds[Kind]['fields']>;
}[keyof Kinds];
type Travelling<Fields> = {
  readonly [Name in keyof Fields]: Fields[Name] extends Field<infer Travels> ? Travels : never;
};

export const cardRecord = variant(
  'kind',
  Object.entries<CardKind>(CARD_KINDS).map(([kind, { fields }]) =>
    object({ kind: literal(kind), ...wires(fields) }),
  ),
) as unknown as GenericSchema<CardRecord>; // Object.entries forgets which name has which fields

function wires(fields: CardKind['fields']): Record<string, Field['wire']> {
  return Object.fromEntries(Object.entries(fields).map(([name, { wire }]) => [name, wire]));
}

/** The name its holder goes by, on the screen and on paper: the Chinese one, or the English one where there is none. */
export function nameOn(card: CardRecord): string {
  return card.name.trim() === '' && 'englishName' in card ? card.englishName : card.name;
}
