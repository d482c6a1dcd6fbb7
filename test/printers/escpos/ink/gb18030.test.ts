import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gb18030 } from '#printers/escpos/ink/gb18030.ts';
import { POINTS_OF_2022 } from '../../level-3.ts';

describe('GB 18030', () => {
  // Bytes from glibc 2.36: printf X | iconv -f utf-8 -t gb18030 | xxd -p
  it.each<readonly [string, string]>([
    ['A', '41'],
    ['居', 'bed3'],
    ['─', 'a9a4'],
    ['￥', 'a3a4'],
    ['〓', 'a1fe'],
    ['é', 'a8a6'],
    ['䶮', 'fe9f'],
    ['\u3000', 'a1a1'],
    ['¥', '81308436'],
    ['☺', '8137a832'],
    ['㐀', '8139ee39'],
    ['𬭎', '9933a932'],
    ['\u{10ffff}', 'e3329a35'],
    ...POINTS_OF_2022,
  ])('writes %s as %s', (character, hex) => {
    expect(gb18030(character)?.toString('hex')).toBe(hex);
  });

  it('has no code for half a pair and for U+E5E5', () => {
    expect(gb18030('\ud840')).toBeUndefined();
    expect(gb18030('\ue5e5')).toBeUndefined();
  });

  it('is read back by the decoder of Node, whatever was written', () => {
    const decoder = new TextDecoder('gb18030');
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }), (character) => {
        const code = gb18030(character);
        if (code) expect(decoder.decode(code)).toBe(character);
      }),
      { numRuns: 5000 },
    );
  });
});
