/** The text block of a card, read by the tables of contract/card-kinds.ts. */

import { parse } from 'valibot';
import { codePointNames } from '#printers/page/code-points.ts';
import {
  CARD_KINDS,
  type CardRecord,
  cardRecord,
  FLAG,
  TEXT_BLOCK_BYTES,
} from '../../contract/card-kinds.ts';
import { ReaderFault } from '../reader-fault.ts';
import { textAt } from './text-block.ts';

/** @throws ReaderFault card_kind_unsupported, naming the flag; card_unreadable, naming the field, never what stands in it */
export function decodeCard(block: Buffer): CardRecord {
  if (block.length !== TEXT_BLOCK_BYTES)
    throw new ReaderFault('card_unreadable', `${block.length} bytes of text`);
  const flag = block.toString('utf16le', FLAG[0], FLAG[0] + FLAG[1]);
  const [kind, table] = Object.entries(CARD_KINDS).find(([, { flag: known }]) => known === flag) ?? [];
  if (table === undefined) throw unknownKind(codeUnit(flag));
  const fields = Object.entries(table.fields).map(([name, { places, decode }]) => {
    const joined = Buffer.concat(places.map(([at, bytes]) => block.subarray(at, at + bytes)));
    const value = decode(textAt(joined, 0, joined.length));
    if (value === undefined) throw new ReaderFault('card_unreadable', `${kind}: no such ${name}`);
    return [name, value];
  });
  return parse(cardRecord, { kind, ...Object.fromEntries(fields) });
}

function unknownKind(flag: string): ReaderFault {
  return new ReaderFault('card_kind_unsupported', `kind ${flag}`, { flag });
}

/** U+0058 */
function codeUnit(char: string): string {
  return codePointNames([char.charCodeAt(0)]);
}
