import { parse } from 'valibot';
import { describe, expect, it } from 'vitest';
import { encodeSlip, type SlipPaper } from '#printers/escpos/encode.ts';
import { chunks } from '#printers/escpos/slip-job.ts';
import { slip } from '#printers/slip/slip.ts';

const BEGIN = '1b40 1c26';
const PLAIN = '1b6100 1b4500 1c2100 1d2100';
const CUT_AND_ASK = '1d564200 1d7201';

function encode(lines: object[], paper: Partial<SlipPaper> = {}): string {
  const whole: SlipPaper = { columns: 32, charset: 'gbk', completion: 'stream_ack', ...paper };
  return Buffer.concat(encodeSlip(parse(slip, { lines }), whole, 'ABCD')).toString('hex');
}

const hex = (...parts: string[]) => parts.join('').replaceAll(' ', '');

// Commands after Epson's ESC/POS reference; text after iconv -t gb18030.
describe('a slip becomes ESC/POS', () => {
  it('with Chinese on, plain text, cut, and the question whether it is out', () => {
    expect(encode([{ kind: 'text', text: '居住证明' }])).toBe(
      hex(BEGIN, PLAIN, 'bed3 d7a1 d6a4 c3f7 0a', CUT_AND_ASK),
    );
  });

  it('with a name for the job where the printer knows GS ( H', () => {
    expect(encode([], { completion: 'process_id' })).toBe(hex(BEGIN, '1d564200 1d2848 0600 30 30 41424344'));
  });

  it('with the yen sign of the ROM, for the other one prints as "0" and "6"', () => {
    expect(encode([{ kind: 'text', text: '¥5' }])).toBe(hex(BEGIN, PLAIN, 'a3a4 35 0a', CUT_AND_ASK));
  });

  it('with size, weight and place only where they change', () => {
    const title = { kind: 'text', text: '居', size: 'double', bold: true, align: 'centre' };
    expect(encode([title, title, { kind: 'text', text: '住' }])).toBe(
      hex(BEGIN, '1b6101 1b4501 1c210c 1d2111 bed3 0a', 'bed3 0a', PLAIN, 'd7a1 0a', CUT_AND_ASK),
    );
  });

  it('with 〓 for what the ROM lacks, and a note that says so', () => {
    expect(encode([{ kind: 'text', text: '王𬭎' }])).toBe(
      hex(BEGIN, PLAIN, 'cdf5 a1fe 0a', 'a1fe 20 b4a6b5c4d7d6b1bebbfab2bbc4dcb4f2d3a1 0a', CUT_AND_ASK),
    );
  });

  it('with four-byte characters where the ROM has them', () => {
    const text = encode([{ kind: 'text', text: '王𬭎' }], { charset: 'gb18030' });
    expect(text).toBe(hex(BEGIN, PLAIN, 'cdf5 9933a932 0a', CUT_AND_ASK));
  });

  it('with a QR code that the printer draws', () => {
    // 21 modules (version 1) on 384 dots: half the width holds 9 dots a module, 8 is the most.
    expect(encode([{ kind: 'qr', text: 'LINLI' }])).toBe(
      hex(
        BEGIN,
        '1b6101',
        '1d286b 0400 31 41 3200',
        '1d286b 0300 31 43 08',
        '1d286b 0300 31 45 31',
        '1d286b 0800 31 50 30 4c494e4c49',
        '1d286b 0300 31 51 30',
        CUT_AND_ASK,
      ),
    );
  });

  it('in pieces of at most 512 bytes, each of whole commands', () => {
    const commands = [200, 300, 100, 600, 12].map((length) => Buffer.alloc(length));
    expect(chunks(commands).map(({ length }) => length)).toEqual([500, 100, 600, 12]);
  });
});
