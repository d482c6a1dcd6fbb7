import { describe, expect, it } from 'vitest';
import { birthIn, isIdNumber } from '#server/contract/id-number.ts';

describe('the check character of an id number', () => {
  // The first two are the worked examples of GB 11643-1999, the others official specimens of permits.
  it.each(['11010519491231002X', '440524188001010014', '810000199003071237', '931586198001010028'])(
    'holds for %s',
    (number) => expect(isIdNumber(number)).toBe(true),
  );

  it.each(['110105194912310021', '11010519491231002x', '1101051949123100', '11010519491231002X0', ''])(
    'does not hold for %j',
    (number) => expect(isIdNumber(number)).toBe(false),
  );
});

it('tells the day of birth inside a number, and none of what is no number', () => {
  expect(birthIn('11010519491231002X')).toBe('1949-12-31');
  expect(birthIn('1101051949123100')).toBe('');
});
