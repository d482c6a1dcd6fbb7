import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Charset, gb18030, isDrawable } from '#printers/escpos/gb18030.ts';

describe('GB 18030', () => {
  // Bytes from glibc 2.36: printf X | iconv -f utf-8 -t gb18030 | xxd -p
  it.each([
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
    // the mappings of 2022, which older tables lack
    ['\u9fb4', 'fe59'],
    ['\ufe10', 'a6d9'],
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

  it.each<[string, string, readonly Charset[]]>([
    ['居', 'in every ROM', ['gb2312', 'gbk', 'gb18030']],
    ['堃', 'beyond GB 2312', ['gbk', 'gb18030']],
    ['䶮', 'added in 2000', ['gb18030']],
    ['𬭎', 'of four bytes', ['gb18030']],
    ['¥', 'of four bytes', ['gb18030']],
    ['\ue000', 'of private use', []],
  ])('knows that %s is %s', (character, _what, charsets) => {
    const all: readonly Charset[] = ['gb2312', 'gbk', 'gb18030'];
    expect(all.filter((charset) => isDrawable(character, charset))).toEqual(charsets);
  });
});
