/** The cards of the simulated reader: JSON files in test/sim/cards, every person in them invented. */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import * as v from 'valibot';
import type { CardRecord } from '#agent/contract/card-kinds.ts';

const simCard = v.objectWithRest(
  {
    /** What the dock writes on the card. */
    label: v.string(),
    name: v.string(),
    idNumber: v.string(),
    /** The character at byte 248: none for a mainland card; X for a kind that does not exist. */
    kind: v.optional(v.pipe(v.string(), v.length(1)), ' '),
    /** An address stored after the card was made; the chip has room for four. */
    newestAddress: v.optional(v.string()),
  },
  /** What stands on it, by the names in `KINDS`; days as `YYYY-MM-DD`, validity without end as `long_term`. */
  v.optional(v.string()),
);
export type SimCard = v.InferOutput<typeof simCard>;

/** Throws when a field is missing, or stands on no card of its kind. */
export function readCardFile(dir: string, file: string): SimCard {
  const card = v.parse(simCard, JSON.parse(readFileSync(join(dir, basename(file)), 'utf8')));
  const { label: _, kind, newestAddress: __, ...printed } = card;
  const wanted = [...new Set(layoutOf(kind).map(([, , name]) => name))];
  if (Object.keys(printed).toSorted().join() !== wanted.toSorted().join())
    throw new TypeError(`${file}: a card of kind "${kind}" has ${wanted.join(', ')}`);
  return card;
}

/** [byte, bytes, field] of the 256-byte text block. A field in two places runs on from one into the other. */
type Layout = readonly (readonly [at: number, bytes: number, field: string])[];
const MAINLAND: Layout = [
  [0, 30, 'name'],
  [30, 2, 'sexCode'],
  [32, 4, 'ethnicCode'],
  [36, 16, 'birth'],
  [52, 70, 'address'],
  [122, 36, 'idNumber'],
  [158, 30, 'authority'],
  [188, 16, 'validFrom'],
  [204, 16, 'validTo'],
];
interface Kind {
  /** The character at byte 248. */
  readonly flag: string;
  readonly layout: Layout;
}
/** By the product's names; what stands where is written apart from its table, so that a slip in either is found. */
export const KINDS: Readonly<Record<CardRecord['kind'], Kind>> = {
  mainland: { flag: ' ', layout: MAINLAND },
  hmt_permit: {
    flag: 'J',
    layout: [
      ...MAINLAND.filter(([, , field]) => field !== 'ethnicCode'),
      [220, 18, 'travelPermitNumber'],
      [238, 4, 'issueCount'],
    ],
  },
  foreigner_2017: {
    flag: 'I',
    layout: [
      [0, 120, 'englishName'],
      [120, 2, 'sexCode'],
      [122, 30, 'idNumber'],
      [152, 6, 'nationality'],
      [158, 30, 'name'],
      [188, 16, 'issuedOn'],
      [204, 16, 'validTo'],
      [220, 16, 'birth'],
      [236, 4, 'cardVersion'],
      [240, 8, 'authorityCode'],
    ],
  },
  foreigner_2023: {
    flag: 'Y',
    layout: [
      [0, 30, 'name'],
      [30, 2, 'sexCode'],
      [32, 4, 'renewals'],
      [36, 16, 'birth'],
      [52, 70, 'englishName'],
      [122, 36, 'idNumber'],
      [188, 16, 'issuedOn'],
      [204, 16, 'validTo'],
      [220, 22, 'englishName'],
      [242, 6, 'nationality'],
      [250, 6, 'formerNumber'],
    ],
  },
};
const DAYS: ReadonlySet<string> = new Set(['birth', 'validFrom', 'validTo', 'issuedOn']);

/** The product's name of a kind; undefined for one that does not exist. */
export function kindOf(flag: string): string | undefined {
  return Object.entries(KINDS).find(([, kind]) => kind.flag === flag)?.[0];
}

function layoutOf(flag: string): Layout {
  return Object.values(KINDS).find((kind) => kind.flag === flag)?.layout ?? MAINLAND;
}

export function textBlockOf(card: SimCard): Buffer {
  const block = Buffer.alloc(256, ' ', 'utf16le');
  block.write(card.kind, 248, 'utf16le');
  const left = new Map<string, string>();
  for (const [at, bytes, field] of layoutOf(card.kind)) {
    const text = left.get(field) ?? chipText(field, card[field] ?? '');
    block.write(text.slice(0, bytes / 2), at, 'utf16le');
    left.set(field, text.slice(bytes / 2));
  }
  for (const [field, text] of left) {
    if (text !== '') throw new RangeError(`${field}: longer than its place`);
  }
  return block;
}

/** Four places of 70 bytes; only the first is ever filled here. */
export function addressBlockOf(address: string): Buffer {
  if (address.length > 35) throw new RangeError('address: longer than its place');
  const block = Buffer.alloc(280, ' ', 'utf16le');
  block.write(address, 'utf16le');
  return block;
}

function chipText(field: string, text: string): string {
  if (!DAYS.has(field)) return text;
  return text === 'long_term' ? '长期' : text.replaceAll('-', '');
}
