import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bandsOf, defused } from '#printers/escpos/ink/raster.ts';
import { Dots } from '#printers/slip/dots.ts';

// GS v 0 after Epson's ESC/POS reference: 1D 76 30 m xL xH yL yH d…
it('sends a picture in bands of whole rows, each with its own size', () => {
  const dots = new Dots(576, 13, new Uint8Array(72 * 13).fill(0xaa));
  const bands = bandsOf(dots).map((band) => band.toString('hex'));
  expect(bands).toEqual([
    `1d76300048000600${'aa'.repeat(432)}`,
    `1d76300048000600${'aa'.repeat(432)}`,
    `1d76300048000100${'aa'.repeat(72)}`,
  ]);
});

it('pads the last byte of a row and no other', () => {
  const dots = new Dots(9, 2);
  dots.blacken(8, 0);
  dots.blacken(0, 1);
  expect(bandsOf(dots).map((band) => band.toString('hex'))).toEqual(['1d76300002000200' + '0080' + '8000']);
});

it.each([
  ['100401', '000401'],
  ['100502', '000502'],
  ['101408', '001408'],
  ['10100411', '10000411'],
  ['1003', '1003'],
  ['301004', '300004'],
])('gives up one dot where %s would be obeyed at once', (dots, safe) => {
  expect(defused(Buffer.from(dots, 'hex')).toString('hex')).toBe(safe);
});

it('never holds a real-time command, whatever the picture, and changes nothing else', () => {
  const nasty = fc.array(fc.constantFrom(0x10, 0x04, 0x05, 0x14, 0x01, 0x00), { maxLength: 200 });
  fc.assert(
    fc.property(nasty, (bytes) => {
      const safe = defused(Uint8Array.from(bytes));
      for (const realtime of ['1004', '1005', '1014'])
        expect(safe.includes(Buffer.from(realtime, 'hex'))).toBe(false);
      for (const [at, byte] of safe.entries())
        if (byte !== bytes[at]) expect([byte, bytes[at]]).toEqual([0, 0x10]);
    }),
  );
});
