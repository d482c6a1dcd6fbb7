import receiptline from 'receiptline';
import { CODE, NOTE, PAIRS, TITLE } from './slip.ts';

/** The slip in receiptline's own words. */
const DOCUMENT = [
  `"^^${TITLE}"`,
  '-',
  ...PAIRS.map(([name, value]) => `|${name} | ${value}|`),
  '-',
  `|${NOTE}`,
  `{code:${CODE};option:qrcode,6,M}`,
  '=',
].join('\n');

export function receiptlineSlip(): Buffer {
  const printer = { cpl: 48, encoding: 'gb18030', command: 'escpos' } as const;
  return Buffer.from(receiptline.transform(DOCUMENT, printer), 'binary');
}
