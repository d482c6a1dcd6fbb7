import fc from 'fast-check';
import { parse, safeParse } from 'valibot';
import { describe, expect, it } from 'vitest';
import { layoutSlip, SCALE, widthOf } from '#printers/slip/layout.ts';
import { slip } from '#printers/slip/slip.ts';

function rows(columns: number, ...lines: object[]): string[] {
  return layoutSlip(parse(slip, { lines }), columns).map(({ text }) => text);
}

describe('a slip is laid out', () => {
  it('in rows of the width of the paper, a Han character taking two columns', () => {
    expect(rows(8, { kind: 'text', text: '请取走证明' })).toEqual(['请取走证', '明']);
    expect(rows(16, { kind: 'text', text: '请取走证明', size: 'double' })).toEqual(['请取走证', '明']);
    expect(rows(16, { kind: 'text', text: 'A0123', size: 'quadruple' })).toEqual(['A012', '3']);
  });

  it('without a comma or a full stop at the beginning of a row', () => {
    expect(rows(8, { kind: 'text', text: '请取走吧，谢谢。' })).toEqual(['请取走', '吧，谢', '谢。']);
  });

  it('without breaking a word that fits', () => {
    expect(rows(10, { kind: 'text', text: '时间 9:00-17:00' })).toEqual(['时间', '9:00-17:00']);
    expect(rows(4, { kind: 'text', text: 'ABCDEF' })).toEqual(['ABCD', 'EF']);
  });

  it('with a pair at both edges', () => {
    expect(rows(16, { kind: 'pair', name: '编号', value: 'A012' })).toEqual(['编号        A012']);
  });

  it('with a long value under its own beginning', () => {
    expect(rows(16, { kind: 'pair', name: '住址', value: '红旗街街道样例路' })).toEqual([
      '住址  红旗街街道',
      '      样例路',
    ]);
  });

  it('with a long name on its own row', () => {
    expect(rows(10, { kind: 'pair', name: '证明编号', value: '17' })).toEqual(['证明编号', '        17']);
  });

  it('with cells beside each other, each in its share, wrapped and at its side', () => {
    const cells = [
      { text: '品名', share: 3 },
      { text: '12', share: 1, align: 'right' },
      { text: '￥8', share: 2, align: 'right' },
    ];
    expect(rows(20, { kind: 'columns', cells })).toEqual(['品名       12    ￥8']);
    expect(
      rows(14, {
        kind: 'columns',
        cells: [
          { text: '样例路12号', share: 1 },
          { text: '一', share: 1 },
        ],
      }),
    ).toEqual(['样例路  一', '12号']);
  });

  it('with the dot of a name never at the beginning of a row', () => {
    expect(rows(12, { kind: 'text', text: '阿卜杜热合曼·麦麦提' })).toEqual(['阿卜杜热合', '曼·麦麦提']);
  });

  it('with the yen sign that printers have', () => {
    expect(rows(8, { kind: 'text', text: '¥5' })).toEqual(['￥5']);
  });

  it('with rules and blank rows', () => {
    expect(rows(8, { kind: 'rule' }, { kind: 'feed' })).toEqual(['────', '']);
  });

  it('without characters that a printer would obey', () => {
    expect(rows(48, { kind: 'text', text: '王\u001b@样\u202e例\u0010\u0004\u0001' })).toEqual(['王@样例']);
  });

  it('never wider than the paper, and whole', () => {
    const line = fc.record({
      kind: fc.constant('text'),
      text: fc.string({ unit: fc.constantFrom('王', '，', 'a', '7', ' ', '。', '𬭎') }),
      size: fc.constantFrom('normal', 'double', 'quadruple'),
    });
    fc.assert(
      fc.property(fc.integer({ min: 32, max: 48 }), line, (columns, text) => {
        const laid = rows(columns, text);
        const scale = SCALE[text.size as keyof typeof SCALE];
        for (const row of laid) expect(widthOf(row) * scale).toBeLessThanOrEqual(columns);
        expect(laid.join('').replaceAll(' ', '')).toBe(text.text.replaceAll(' ', ''));
      }),
    );
  });
});

describe('a slip is refused', () => {
  it.each([
    ['a picture with too few bits', { kind: 'dots', width: 9, height: 2, bits: 'AAAA', text: '' }],
    ['a picture wider than any paper', { kind: 'dots', width: 577, height: 1, bits: 'AAAA', text: '' }],
    ['a code that hides a command', { kind: 'qr', text: 'A\u0010\u0004\u0001' }],
    ['a code as long as no printer prints', { kind: 'qr', text: 'A'.repeat(1001) }],
  ])('that has %s', (_, line) => {
    expect(safeParse(slip, { lines: [line] }).success).toBe(false);
  });
});
