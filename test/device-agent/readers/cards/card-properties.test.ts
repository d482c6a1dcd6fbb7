/** Invented cards of every kind in any number: what the far end writes on a chip is what we read off it. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { CARD_KINDS } from '#agent/contract/card-kinds.ts';
import { KINDS, textBlockOf } from '#sim/reader/card-file.ts';
import { decodeCard } from '../../../../device-agent/readers/cards/card-decoder.ts';
import { ReaderFault } from '../../../../device-agent/readers/reader-fault.ts';
import { ANSWERS } from './read-answers.ts';

const SEEDED = { seed: 20_261_122, numRuns: 500 };

/** Of every sort that was seen on a card, or may be: rare, private-use, halves of pairs, spaces of both widths. */
const sign = fc.oneof(
  fc.constantFrom('测', '试', '样', '·', 'A', '1', ' ', '\u3000', '\u00a0', '䶮', '\u{2b72d}', '\u{20bb7}'),
  fc.constantFrom('\ue000', '\uf137', '\u{f0001}', '\ud86d', '\udf2d', '\u0301', 'ａ', '\ufeff', '\0'),
);
/** Padding is the only thing at the right end that does not count. */
const written = (units: number) =>
  fc
    .array(sign, { maxLength: units, size: 'max' })
    .map((signs) => signs.join('').slice(0, units).replace(/ +$/u, ''));
const filled = (units: number) => written(units).filter((text) => text.trim() !== '');
const day = fc
  .date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('2099-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const lastDay = fc.oneof(day, fc.constant('long_term'));
const digits = (count: number) => fc.stringMatching(new RegExp(`^\\d{${count}}$`, 'u'));

/** ISO 7064 MOD 11-2 by its definition, not by the weights of GB 11643. */
function checked(first17: string): string {
  let rest = 0;
  for (const digit of first17) rest = ((rest + Number(digit)) * 2) % 11;
  return first17 + '0123456789X'.charAt((12 - rest) % 11);
}
const numberOf = (area: fc.Arbitrary<string>) =>
  fc
    .tuple(area, day, digits(3))
    .map(([place, birth, order]) => checked(`${place}${birth.replaceAll('-', '')}${order}`));
const number2017 = fc
  .tuple(fc.stringMatching(/^[A-Z]{3}$/u), digits(4), day, digits(2))
  .map(([nation, place, birth, end]) => `${nation}${place}${birth.slice(2).replaceAll('-', '')}${end}`);

/** A kind without cards of its own does not compile. */
const CARDS: {
  readonly [Kind in keyof typeof CARD_KINDS]: fc.Arbitrary<
    { kind: Kind } & Record<keyof (typeof CARD_KINDS)[Kind]['fields'], string>
  >;
} = {
  mainland: fc.record({
    kind: fc.constant('mainland' as const),
    name: filled(15),
    sexCode: written(1),
    ethnicCode: written(2),
    birth: day,
    address: filled(35),
    idNumber: numberOf(digits(6)),
    authority: written(15),
    validFrom: day,
    validTo: lastDay,
  }),
  hmt_permit: fc.record({
    kind: fc.constant('hmt_permit' as const),
    name: filled(15),
    sexCode: written(1),
    birth: day,
    address: filled(35),
    idNumber: numberOf(fc.constantFrom('810000', '820000', '830000')),
    authority: written(15),
    validFrom: day,
    validTo: lastDay,
    travelPermitNumber: written(9),
    issueCount: written(2),
  }),
  foreigner_2017: fc.record({
    kind: fc.constant('foreigner_2017' as const),
    englishName: filled(60),
    sexCode: written(1),
    idNumber: number2017,
    nationality: written(3),
    name: written(15),
    issuedOn: day,
    validTo: day,
    birth: day,
    cardVersion: written(2),
    authorityCode: written(4),
  }),
  foreigner_2023: fc.record({
    kind: fc.constant('foreigner_2023' as const),
    name: written(15),
    sexCode: written(1),
    renewals: written(2),
    birth: day,
    englishName: filled(46),
    idNumber: numberOf(digits(5).map((place) => `9${place}`)),
    issuedOn: day,
    validTo: day,
    nationality: written(3),
    formerNumber: written(3),
  }),
};

it('reads what is written on any card, unit by unit', () => {
  fc.assert(
    fc.property(fc.oneof(...Object.values(CARDS)), (card) => {
      const { flag } = KINDS[card.kind];
      expect(decodeCard(textBlockOf({ ...card, label: '', kind: flag }))).toEqual(card);
    }),
    SEEDED,
  );
});

/** Whatever 256 bytes say: a card, or a fault with a name. */
function readsOrFails(block: Uint8Array): void {
  try {
    decodeCard(Buffer.from(block));
  } catch (fault) {
    expect(fault).toBeInstanceOf(ReaderFault);
  }
}

it('makes a named fault of any garbage', () => {
  fc.assert(fc.property(fc.uint8Array({ minLength: 0, maxLength: 300 }), readsOrFails), SEEDED);
});

it('makes a named fault, or a card, of any damage to a good one', () => {
  const good = fc.constantFrom(...Object.values(ANSWERS).map(({ text }) => text));
  const damage = fc.uint8Array({ minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(good, fc.nat(255), damage, (text, at, bytes) => {
      const block = Buffer.from(text);
      block.set(bytes.subarray(0, 256 - at), at);
      readsOrFails(block);
    }),
    SEEDED,
  );
});
