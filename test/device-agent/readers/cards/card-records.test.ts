import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { CARD_KINDS, type CardRecord, nameOn } from '#agent/contract/card-kinds.ts';
import { decodeCard } from '../../../../device-agent/readers/cards/card-decoder.ts';
import { printSamId } from '../../../../device-agent/readers/sam/sam-id.ts';
import { SAM_ID } from '../sam/vectors.ts';
import { ANSWERS } from './read-answers.ts';

type Kind = CardRecord['kind'];

/** The card of the vectors with other bytes at one place. */
function cardWith(at: number, hex: string, kind: Kind = 'mainland'): Buffer {
  const block = Buffer.from(ANSWERS[kind].text);
  Buffer.from(hex, 'hex').copy(block, at);
  return block;
}

describe.each(Object.entries(ANSWERS))('the frame of a card of kind %s', (_, { frame, sha256 }) => {
  it('is the one whose hash is known, and its checksum holds', () => {
    const bytes = Buffer.from(frame, 'hex');
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
    expect(bytes.subarray(5).reduce((sum, byte) => sum ^ byte, 0)).toBe(0);
  });
});

/** What each kind's answer says, and what its holder is called; a kind without a row does not compile. */
const RECORDS: {
  readonly [Each in Kind]: readonly [Extract<CardRecord, { kind: Each }>, string];
} = {
  mainland: [
    {
      kind: 'mainland',
      name: '测试甲',
      sexCode: '2',
      ethnicCode: '01',
      birth: '1949-12-31',
      address: '北京市朝阳区测试街道样例小区1号楼1单元101室',
      idNumber: '11010519491231002X',
      authority: '北京市公安局朝阳分局',
      validFrom: '2020-01-01',
      validTo: 'long_term',
    },
    '测试甲',
  ],
  hmt_permit: [
    {
      kind: 'hmt_permit',
      name: '测试乙',
      sexCode: '1',
      birth: '1990-03-07',
      address: '广东省深圳市福田区测试路8号',
      idNumber: '810000199003071237',
      authority: '深圳市公安局福田分局',
      validFrom: '2019-01-01',
      validTo: '2024-01-01',
      travelPermitNumber: 'H00000001',
      issueCount: '01',
    },
    '测试乙',
  ],
  foreigner_2017: [
    {
      kind: 'foreigner_2017',
      englishName: 'ZHENGJIAN, YANGBEN',
      sexCode: '2',
      idNumber: 'CAN110081080319',
      nationality: 'CAN',
      name: '证件样本',
      issuedOn: '2015-10-25',
      validTo: '2025-10-24',
      birth: '1981-08-03',
      cardVersion: '01',
      authorityCode: '1500',
    },
    '证件样本',
  ],
  foreigner_2023: [
    {
      kind: 'foreigner_2023',
      name: '证件样本',
      sexCode: '2',
      renewals: '00',
      birth: '1980-01-01',
      englishName: 'ZHENGJIAN, YANGBEN',
      idNumber: '931586198001010028',
      issuedOn: '2023-08-08',
      validTo: '2033-08-07',
      nationality: 'PAK',
      formerNumber: '000',
    },
    '证件样本',
  ],
};

it.each(Object.values(RECORDS))('a card of kind $kind is read field by field', (record, name) => {
  expect(decodeCard(ANSWERS[record.kind].text)).toEqual(record);
  expect(nameOn(record)).toBe(name);
});

describe('the places of a kind of card', () => {
  it.each(Object.entries(CARD_KINDS))('do not run into each other: %s', (_, { fields }) => {
    const places = Object.values(fields)
      .flatMap(({ places: its }) => [...its])
      .toSorted(([left], [right]) => left - right);
    for (const [order, [at, bytes]] of places.entries()) {
      expect(bytes % 2).toBe(0);
      expect(at + bytes).toBeLessThanOrEqual(places[order + 1]?.[0] ?? 256);
      expect(at + bytes <= 248 || at >= 250).toBe(true);
    }
  });
});

describe('a card', () => {
  it('has a last day when one stands there', () => {
    expect(decodeCard(cardWith(204, '32003000340030003000310030003100'))).toHaveProperty(
      'validTo',
      '2040-01-01',
    );
  });

  it('keeps an ethnic code that no table knows, and a sex that is none', () => {
    expect(decodeCard(cardWith(32, '38003100'))).toHaveProperty('ethnicCode', '81');
    expect(decodeCard(cardWith(30, '3900'))).toHaveProperty('sexCode', '9');
  });

  it('keeps an ideographic space inside the address', () => {
    expect(decodeCard(cardWith(64, '0030'))).toHaveProperty(
      'address',
      '北京市朝阳区\u3000试街道样例小区1号楼1单元101室',
    );
  });

  it('keeps a name beyond the first plane, a private-use character, and half a surrogate pair', () => {
    expect(decodeCard(cardWith(0, '4b6d6dd82ddf00e0'))).toHaveProperty('name', '测\u{2b72d}\ue000');
    expect(decodeCard(cardWith(0, '4b6d6dd82000'))).toHaveProperty('name', '测\ud86d');
  });

  it('goes by its English name when it has no Chinese one', () => {
    for (const [kind, at] of [
      ['foreigner_2017', 158],
      ['foreigner_2023', 0],
    ] as const) {
      const record = decodeCard(cardWith(at, '2000'.repeat(15), kind));
      expect(record.name).toBe('');
      expect(nameOn(record)).toBe('ZHENGJIAN, YANGBEN');
    }
  });

  it('joins the two places of an English name before its end is trimmed', () => {
    const first = Buffer.from(`${'A'.repeat(34)} `, 'utf16le');
    const block = cardWith(52, first.toString('hex'), 'foreigner_2023');
    Buffer.from('BCDEFGHIJKL', 'utf16le').copy(block, 220);
    expect(decodeCard(block)).toHaveProperty('englishName', `${'A'.repeat(34)} BCDEFGHIJKL`);
  });
});

it.each<[Kind, number, number, string]>([
  ['mainland', 0, 15, 'name'],
  ['mainland', 30, 1, 'sexCode'],
  ['mainland', 32, 2, 'ethnicCode'],
  ['mainland', 52, 35, 'address'],
  ['mainland', 158, 15, 'authority'],
  ['hmt_permit', 0, 15, 'name'],
  ['hmt_permit', 52, 35, 'address'],
  ['hmt_permit', 158, 15, 'authority'],
  ['hmt_permit', 220, 9, 'travelPermitNumber'],
  ['hmt_permit', 238, 2, 'issueCount'],
  ['foreigner_2017', 0, 60, 'englishName'],
  ['foreigner_2017', 152, 3, 'nationality'],
  ['foreigner_2017', 158, 15, 'name'],
  ['foreigner_2017', 236, 2, 'cardVersion'],
  ['foreigner_2017', 240, 4, 'authorityCode'],
  ['foreigner_2023', 0, 15, 'name'],
  ['foreigner_2023', 32, 2, 'renewals'],
  ['foreigner_2023', 242, 3, 'nationality'],
  ['foreigner_2023', 250, 3, 'formerNumber'],
])(
  'a %s card, full from byte %i over %i characters, has that in %s and all else as before',
  (kind, at, units, field) => {
    const full = '样'.repeat(units);
    const hex = Buffer.from(full, 'utf16le').toString('hex');
    expect(decodeCard(cardWith(at, hex, kind))).toEqual({ ...decodeCard(ANSWERS[kind].text), [field]: full });
  },
);

it.each<[string, Kind, number, string]>([
  ['a number whose check character is wrong', 'mainland', 122 + 34, '3100'],
  ['a number with a letter in it', 'mainland', 122, '4100'],
  ['a number with a small x', 'mainland', 122 + 34, '7800'],
  [
    'a number of 15 digits',
    'mainland',
    122,
    `${'310031003000310030003500340039003100320033003100300030003200'}${'2000'.repeat(3)}`,
  ],
  ['a birth on 31 February', 'mainland', 36, '31003900340039003000320033003100'],
  ['a birth in the year 0', 'mainland', 36, '30003000300030003000310030003100'],
  ['letters for a date', 'mainland', 188, '32003000320030003000310030004f00'],
  ['no last day', 'mainland', 204, '2000'.repeat(8)],
  ['half of 长期', 'mainland', 204, '7f952000'],
  ['no name', 'mainland', 0, '200020002000'],
  ['a name of one ideographic space', 'mainland', 0, '003020002000'],
  ['no address', 'mainland', 52, '2000'.repeat(35)],
  ['a wrong check character', 'hmt_permit', 122 + 34, '3600'],
  ['validity without end', 'foreigner_2017', 204, `7f951f67${'2000'.repeat(6)}`],
  ['a number of 14 characters', 'foreigner_2017', 122 + 28, '2000'],
  ['no English name', 'foreigner_2023', 52, '2000'.repeat(35)],
  ['a wrong check character', 'foreigner_2023', 122 + 34, '3900'],
])('a card with %s is unreadable (%s)', (_, kind, at, hex) => {
  expect(() => decodeCard(cardWith(at, hex, kind))).toThrow(
    expect.objectContaining({ code: 'card_unreadable' }),
  );
});

it('a card is unreadable when its text is cut off', () => {
  const { text } = ANSWERS.mainland;
  for (const bytes of [0, 200, 255])
    expect(() => decodeCard(text.subarray(0, bytes))).toThrow(
      expect.objectContaining({ code: 'card_unreadable' }),
    );
});

it('a fault names the field, and never shows what stands in it', () => {
  expect(() => decodeCard(cardWith(122 + 34, '3100'))).toThrow(/^mainland: no such idNumber$/u);
});

it.each([
  ['5800', 'kind U+0058'],
  ['0000', 'kind U+0000'],
  ['4e01', 'kind U+014E'],
  ['0030', 'kind U+3000'],
])('a flag nobody knows is told, and not taken for a mainland card: %s', (hex, message) => {
  expect(() => decodeCard(cardWith(248, hex))).toThrow(
    expect.objectContaining({ code: 'card_kind_unsupported', message }),
  );
});

it('prints the number of a SAM module as it stands on the reader', () => {
  const frame = Buffer.from(SAM_ID, 'hex');
  expect(printSamId(frame.subarray(10, -1))).toBe('05.01-20120411-0002011994-1234567890');
});
