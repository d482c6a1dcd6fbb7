import { describe, expect, it } from 'vitest';
import { decodeCard } from '../../../../device-agent/readers/cards/card-kinds.ts';
import { printSamId } from '../../../../device-agent/readers/sam/sam-id.ts';
import { SAM_ID, TEXT_MAINLAND, TEXT_PERMIT } from '../sam/vectors.ts';

/** The card of the vectors with other bytes at one place. */
function cardWith(at: number, hex: string): Buffer {
  const block = Buffer.from(TEXT_MAINLAND);
  Buffer.from(hex, 'hex').copy(block, at);
  return block;
}

describe('a mainland card', () => {
  it('is read field by field, a validity without end included', () => {
    expect(decodeCard(TEXT_MAINLAND)).toEqual({
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
    });
  });

  it('has a last day when one stands there', () => {
    expect(decodeCard(cardWith(204, '32003000340030003000310030003100'))).toHaveProperty(
      'validTo',
      '2040-01-01',
    );
  });

  it('keeps an ethnic code that no table knows', () => {
    expect(decodeCard(cardWith(32, '38003100'))).toHaveProperty('ethnicCode', '81');
  });

  it('keeps an ideographic space inside the address', () => {
    expect(decodeCard(cardWith(64, '0030'))).toHaveProperty(
      'address',
      '北京市朝阳区\u3000试街道样例小区1号楼1单元101室',
    );
  });

  it('keeps a name beyond the first plane, and a private-use character', () => {
    expect(decodeCard(cardWith(0, '4b6d6dd82ddf00e0'))).toHaveProperty('name', '测\u{2b72d}\ue000');
  });

  it.each([
    ['a number whose check character is wrong', 122 + 34, '3100'],
    ['a number with a letter in it', 122, '4100'],
    ['a birth on 31 February', 36, '31003900340039003000320033003100'],
    ['letters for a date', 188, '32003000320030003000310030004f00'],
    ['no name', 0, '200020002000'],
    ['no address', 52, '2000'.repeat(35)],
  ])('is unreadable with %s', (_, at, hex) => {
    expect(() => decodeCard(cardWith(at, hex))).toThrow(expect.objectContaining({ code: 'card_unreadable' }));
  });

  it('is unreadable when its text is cut off', () => {
    expect(() => decodeCard(TEXT_MAINLAND.subarray(0, 200))).toThrow(
      expect.objectContaining({ code: 'card_unreadable' }),
    );
  });

  it('never shows a field in a fault', () => {
    expect(() => decodeCard(cardWith(122 + 34, '3100'))).toThrow(/^the number does not check$/u);
  });
});

it.each([
  ['a residence permit', TEXT_PERMIT],
  ['a kind nobody knows', cardWith(248, '5800')],
])('names %s a kind not supported', (_, block) => {
  expect(() => decodeCard(block)).toThrow(expect.objectContaining({ code: 'card_kind_unsupported' }));
});

it('prints the number of a SAM module as it stands on the reader', () => {
  const frame = Buffer.from(SAM_ID, 'hex');
  expect(printSamId(frame.subarray(10, -1))).toBe('05.01-20120411-0002011994-1234567890');
});
