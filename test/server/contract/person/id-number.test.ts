import { describe, expect, it } from 'vitest';
import { isBirthIn, readIdNumber } from '#server/contract/person/id-number.ts';

describe('a number that holds', () => {
  // The worked examples of GB 11643-1999; a permit made up by its rule; foreigners' numbers from official specimens.
  it.each([
    ['11010519491231002X', 'mainland', '19491231'],
    ['440524188001010014', 'mainland', '18800101'],
    ['810000199003071237', 'hmt_permit', '19900307'],
    ['932682198501010017', 'foreigner_2023', '19850101'],
    ['911124198108030024', 'foreigner_2023', '19810803'],
    ['931586198001010028', 'foreigner_2023', '19800101'],
    ['CAN110081080319', 'foreigner_2017', '810803'],
    ['PAK310080010103', 'foreigner_2017', '800101'],
  ])('%s is known for what it is', (number, kind, birth) => {
    expect(readIdNumber(number)).toEqual({ kind, number, birth, isAreaKnown: true });
  });

  it('of 15 digits has 18 characters now', () => {
    expect(readIdNumber('110105491231002')).toEqual({
      kind: 'mainland_15_digits',
      number: '11010519491231002X',
      birth: '19491231',
      isAreaKnown: true,
    });
  });

  it.each([
    ['999999198001010011', 'foreigner_2023'],
    ['000000194912310027', 'mainland'],
    ['XXX990080010103', 'foreigner_2017'],
  ])('%s is taken, though no table knows its province', (number, kind) => {
    expect(readIdNumber(number)).toMatchObject({ kind, isAreaKnown: false });
  });
});

it.each([
  ['', 'wrong_form'],
  ['1101051949123100', 'wrong_form'],
  ['11010519491231002X0', 'wrong_form'],
  ['11010519491231002x', 'wrong_form'],
  ['１１０１０５１９４９１２３１００２Ｘ', 'wrong_form'],
  ['can110081080319', 'wrong_form'],
  ['CAN11008108031X', 'wrong_form'],
  ['110105194912310021', 'wrong_check_character'],
  ['810000199003071238', 'wrong_check_character'],
  ['911124198108030025', 'wrong_check_character'],
  ['110105194902310026', 'no_such_birth'],
  ['110105490231002', 'no_such_birth'],
  ['CAN110081133219', 'no_such_birth'],
])('%j is refused: %s', (number, reason) => {
  expect(readIdNumber(number)).toEqual({ kind: 'invalid', reason });
});

it('tells whether a day is the birth in a number, in whichever century where the number does not say', () => {
  expect(isBirthIn(readIdNumber('11010519491231002X'), '1949-12-31')).toBe(true);
  expect(isBirthIn(readIdNumber('11010519491231002X'), '1949-12-30')).toBe(false);
  expect(isBirthIn(readIdNumber('CAN110081080319'), '1981-08-03')).toBe(true);
  expect(isBirthIn(readIdNumber('CAN110081080319'), '2081-08-03')).toBe(true);
  expect(isBirthIn(readIdNumber('CAN110081080319'), '1981-08-04')).toBe(false);
  expect(isBirthIn(readIdNumber('CAN1100'), '1981-08-03')).toBe(false);
});
