import { parse } from 'valibot';
import { describe, expect, it } from 'vitest';
import { encodeSlip, type SlipMeans } from '#printers/escpos/encode.ts';
import { piecesOf } from '#printers/escpos/pieces.ts';
import { slip } from '#printers/slip/slip.ts';

const BEGIN = '1b40 1c26';
const PLAIN = '1b6100 1b4500 1c2100 1d2100';
const CUT = '1d564200';

function commandsOf(lines: object[], means: Partial<SlipMeans> = {}) {
  const whole = { columns: 32, charset: 'gbk', userGlyphs: 0, raster: false, ...means } as const;
  const encoded = encodeSlip(parse(slip, { lines }), whole);
  if (encoded.kind === 'refused') throw new Error(encoded.reason);
  return encoded.commands;
}

function encode(lines: object[], means: Partial<SlipMeans> = {}): string {
  return Buffer.concat(commandsOf(lines, means).map(({ bytes }) => bytes)).toString('hex');
}

const hex = (...parts: string[]) => parts.join('').replaceAll(' ', '');

// Commands after Epson's ESC/POS reference; text after iconv -t gb18030.
describe('a slip becomes ESC/POS', () => {
  it('with Chinese on, plain text, and cut', () => {
    expect(encode([{ kind: 'text', text: '居住证明' }])).toBe(
      hex(BEGIN, PLAIN, 'bed3 d7a1 d6a4 c3f7 0a', CUT),
    );
  });

  it('with the yen sign of the ROM, for the other one prints as "0" and "6"', () => {
    expect(encode([{ kind: 'text', text: '¥5' }])).toBe(hex(BEGIN, PLAIN, 'a3a4 35 0a', CUT));
  });

  it('with size, weight and place only where they change', () => {
    const title = { kind: 'text', text: '居', size: 'double', bold: true, align: 'centre' };
    expect(encode([title, title, { kind: 'text', text: '住' }])).toBe(
      hex(BEGIN, '1b6101 1b4501 1c210c 1d2111 bed3 0a', 'bed3 0a', PLAIN, 'd7a1 0a', CUT),
    );
  });

  it('with four-byte characters where the ROM has them', () => {
    const text = encode([{ kind: 'text', text: '王𬭎' }], { charset: 'gb18030' });
    expect(text).toBe(hex(BEGIN, PLAIN, 'cdf5 9933a932 0a', CUT));
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
        CUT,
      ),
    );
  });

  it('with a picture in bands, where the printer takes pictures', () => {
    const dots = { kind: 'dots', width: 16, height: 2, bits: 'wAOAAQ==', text: '王', align: 'right' };
    // ESC a 2, GS v 0 of two bytes by two rows, ESC J 6
    expect(encode([dots], { raster: true })).toBe(
      hex(BEGIN, '1b6102', '1d763000 0200 0200 c003 8001', '1b4a06', CUT),
    );
    expect(encode([dots])).toBe(hex(BEGIN, '1b6102 1b4500 1c2100 1d2100 cdf5 0a', CUT));
  });

  it('not at all when a picture is wider than the paper', () => {
    const bits = Buffer.alloc(49).toString('base64');
    const lines = [{ kind: 'dots', width: 385, height: 1, bits, text: '王' }];
    expect(() => encode(lines, { raster: true })).toThrow('picture_too_wide');
  });

  it('with Chinese on at the head of each piece, though the text comes only behind a code or a picture', () => {
    const bits = Buffer.alloc(400).toString('base64');
    const picture = { kind: 'dots', width: 80, height: 40, bits, text: '王' };
    const lines = [
      { kind: 'qr', text: 'L' },
      { kind: 'text', text: '居' },
      picture,
      { kind: 'text', text: '住' },
    ];
    const [, ...rest] = commandsOf([...lines, ...lines], { raster: true }).slice(0, -1);
    expect(rest.map(({ resume }) => resume.toString('hex', 0, 2))).toEqual(rest.map(() => '1c26'));
  });

  it('in pieces of at most 512 bytes with the question behind them, each of whole commands', () => {
    const resume = Buffer.alloc(0);
    const commands = [200, 300, 100, 600, 12].map((length) => ({ bytes: Buffer.alloc(length), resume }));
    expect(piecesOf(commands, 12).map(({ length }) => length)).toEqual([500, 100, 600, 12]);
    expect(piecesOf(commands, 13).map(({ length }) => length)).toEqual([200, 400, 600, 12]);
  });

  it('with the modes in force at the head of each piece, should the power have blinked before it', () => {
    const bold = { kind: 'text', text: '居', bold: true };
    const lines = [...Array.from({ length: 180 }, () => bold), { kind: 'text', text: '住' }];
    const [first, second] = piecesOf(commandsOf(lines), 6).map((piece) => piece.toString('hex'));
    expect(first?.startsWith(hex(BEGIN, '1b6100 1b4501 1c2100 1d2100 bed3 0a', 'bed3 0a'))).toBe(true);
    expect(second?.startsWith(hex('1c26', '1b6100 1b4501 1c2100 1d2100 bed3 0a', 'bed3 0a'))).toBe(true);
    expect(second?.endsWith(hex('bed3 0a', PLAIN, 'd7a1 0a', CUT))).toBe(true);
  });
});
