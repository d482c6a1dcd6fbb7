import fc from 'fast-check';
import { parse } from 'valibot';
import { describe, expect, it } from 'vitest';
import { encodeSlip, type SlipMeans } from '#printers/escpos/encode.ts';
import { piecesOf } from '#printers/escpos/pieces.ts';
import { slip } from '#printers/slip/slip.ts';
import { level3, POINTS_OF_2022 } from '../../level-3.ts';
import { SlipReading } from './slip-reading.ts';

/** A shape that says which character it is. */
function marked(character: string): string {
  const shape = Buffer.alloc(72, 0xc3);
  shape.write((character.codePointAt(0) ?? 0).toString(16).padStart(6, '0'));
  return shape.toString('base64');
}
const readMark = (shape: Buffer) => String.fromCodePoint(Number.parseInt(shape.toString('latin1', 0, 6), 16));

function slipOf(texts: readonly string[]) {
  const glyphs = Object.fromEntries(Array.from(texts.join(''), (one) => [one, marked(one)]));
  const lines = texts.map((text) => ({ kind: 'text', text }));
  return parse(slip, { lines, glyphs });
}

function encode(texts: readonly string[], means: Partial<SlipMeans>) {
  const whole = { columns: 32, charset: 'gbk', userGlyphs: 0, raster: false, ...means } as const;
  return encodeSlip(slipOf(texts), whole);
}

/** Each row as it stands on the paper, or the reason why there is none. */
function printed(texts: readonly string[], means: Partial<SlipMeans>): string[] | string {
  const encoded = encode(texts, means);
  if (encoded.kind === 'refused') return encoded.reason;
  const reading = new SlipReading(readMark);
  for (const { bytes } of encoded.commands) reading.read(bytes);
  return reading.rows.map(({ text }) => text);
}

const hex = (...parts: string[]) => parts.join('').replaceAll(' ', '');

describe('a row of a slip', () => {
  // FS 2 after Epson's reference and the manuals of GB models: 1C 32 c1 c2 d1…d72, then c1 c2 as text.
  it('brings the shapes that the ROM lacks, in front of every row that shows them', () => {
    const encoded = encode(['王𬭎', '𬭎'], { userGlyphs: 6 });
    const bytes = encoded.kind === 'refused' ? [] : encoded.commands.map((one) => one.bytes.toString('hex'));
    const shape = hex('1c32 fea1', '303263623465', 'c3'.repeat(66));
    expect(bytes).toEqual([
      hex('1b40 1c26'),
      hex('1b6100 1b4500 1c2100 1d2100', shape, 'cdf5 fea1 0a'),
      hex(shape, 'fea1 0a'),
      '1d564200',
    ]);
  });

  it('has a code of its own for each shape in the whole slip', () => {
    const encoded = encode(['𬭎䶮', '㛃', '䶮'], { userGlyphs: 6 });
    const all =
      encoded.kind === 'refused' ? '' : encoded.commands.map((one) => one.bytes.toString('hex')).join('');
    expect(all.match(/1c32fe../g)).toEqual(['1c32fea1', '1c32fea2', '1c32fea3', '1c32fea2']);
  });

  it('comes as a picture when there are more shapes than the printer keeps', () => {
    expect(printed(['𬭎䶮', '㛃𠅤', '𫟷'], { userGlyphs: 3 })).toBe('glyphs_missing U+36C3 U+20164');
    const encoded = encode(['𬭎䶮', '㛃𠅤', '𫟷'], { userGlyphs: 3, raster: true });
    if (encoded.kind === 'refused') throw new Error(encoded.reason);
    const reading = new SlipReading(readMark);
    for (const { bytes } of encoded.commands) reading.read(bytes);
    expect(reading.rows.map(({ text }) => text)).toEqual(['𬭎䶮', '𫟷']);
    expect(reading.bands).toHaveLength(1);
    expect(reading.bands[0]).toMatch(/^1d76300006001800/);
  });

  it('is refused, by code points, when nothing can draw it', () => {
    expect(printed(['王𬭎', '䶮'], {})).toBe('glyphs_missing U+4DAE U+2CB4E');
    expect(printed(['é한'], { charset: 'gb2312' })).toBe('glyphs_missing U+D55C');
  });

  it('is no picture when one of its characters has no shape', () => {
    const lines = [{ kind: 'text', text: '王𬭎' }];
    const dressed = parse(slip, { lines, glyphs: { 𬭎: marked('𬭎') } });
    const means = { columns: 32, charset: 'gbk', userGlyphs: 0, raster: true } as const;
    expect(encodeSlip(dressed, means)).toEqual({ kind: 'refused', reason: 'glyphs_missing U+2CB4E' });
  });

  it('shows the same after a blink of the power between any two pieces', () => {
    const texts = Array.from({ length: 30 }, (_, at) => `${at} 行𬭎王${'䶮㛃𠅤𫟷犇'[at % 5]}`);
    const encoded = encode(texts, { userGlyphs: 6 });
    if (encoded.kind === 'refused') throw new Error(encoded.reason);
    const pieces = piecesOf(encoded.commands, 11);
    expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThanOrEqual(512 - 11);
    for (let blink = 1; blink <= pieces.length; blink += 1) {
      const reading = new SlipReading(readMark);
      for (const [at, piece] of pieces.entries()) {
        if (at === blink) reading.blink();
        reading.read(piece);
      }
      expect(reading.rows.map(({ text }) => text)).toEqual(texts);
      expect(new Set(reading.rows.map(({ style }) => style)).size).toBe(1);
    }
  });
});

it('holds no command that a printer obeys at once, whatever the shapes and pictures', () => {
  const nasty = fc.array(fc.constantFrom(0x10, 0x04, 0x05, 0x14, 0x01, 0xff), {
    minLength: 72,
    maxLength: 72,
  });
  const code = fc.string({ unit: fc.constantFrom('\u0410', 'A'), minLength: 1, maxLength: 500 });
  const means = { columns: 48, charset: 'gb2312', userGlyphs: 1, raster: true } as const;
  fc.assert(
    fc.property(nasty, nasty, code, (one, other, words) => {
      const bits = Buffer.from(other).toString('base64');
      const glyphs = { 𬭎: Buffer.from(one).toString('base64'), 䶮: Buffer.from(other).toString('base64') };
      const lines = [
        { kind: 'text', text: '𬭎' },
        { kind: 'text', text: '䶮', size: 'quadruple', bold: true },
        { kind: 'dots', width: 64, height: 9, bits, text: '' },
        { kind: 'qr', text: words },
      ];
      const encoded = encodeSlip(parse(slip, { lines, glyphs }), means);
      if (encoded.kind === 'refused') throw new Error(encoded.reason);
      const bytes = Buffer.concat(
        encoded.commands.map((command) => Buffer.concat([command.resume, command.bytes])),
      );
      for (const realtime of ['1004', '1005', '1014'])
        expect(bytes.includes(Buffer.from(realtime, 'hex'))).toBe(false);
    }),
  );
});

describe.each(['gb2312', 'gbk', 'gb18030'] as const)(
  'each Han character of level 3, by a ROM of %s',
  (charset) => {
    const names = chunks([...level3(), ...POINTS_OF_2022.map(([character]) => character)], 5);

    it.each([0, 6, 10])('and %i shapes, stands on the paper or the slip is refused', (userGlyphs) => {
      let [drawn, refused] = [0, 0];
      for (const name of names) {
        const rows = printed([name], { charset, userGlyphs });
        if (typeof rows === 'string') {
          if (!/^glyphs_missing( U\+[0-9A-F]{4,6})+$/.test(rows)) throw new Error(rows);
          refused += 1;
        } else {
          if (rows.length !== 1 || rows[0] !== name) throw new Error(`${rows} instead of ${name}`);
          drawn += 1;
        }
      }
      expect(drawn + refused).toBe(17_581);
      // Five shapes are few enough for all but a printer that takes none.
      expect(refused > 0).toBe(userGlyphs === 0 && charset !== 'gb18030');
    });
  },
);

function chunks(characters: readonly string[], size: number): string[] {
  return Array.from({ length: Math.ceil(characters.length / size) }, (_, at) =>
    characters.slice(at * size, (at + 1) * size).join(''),
  );
}
