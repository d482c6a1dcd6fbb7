import { encodeSlip } from '#printers/escpos/encode.ts';
import { profile } from '#printers/escpos/profiles/epson.ts';
import type { FontChain } from '#printers/page/fonts.ts';
import { dressSlip } from '#printers/slip/dress-slip.ts';
import type { Slip } from '#printers/slip/slip.ts';
import { SLIP } from './slip.ts';

/** Once, on the server. */
export const dressed = (fonts: FontChain): Slip => dressSlip(SLIP, fonts);

/** At each machine. */
export function linliSlip(slip: Slip): Buffer {
  const encoded = encodeSlip(slip, profile);
  if (encoded.kind === 'refused') throw new Error(encoded.reason);
  return Buffer.concat(encoded.commands.map(({ bytes }) => bytes));
}
