/** The cards of the simulated reader: JSON files in test/sim/cards, every person in them invented. */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import * as v from 'valibot';

const day = v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\d$/u));
const simCard = v.strictObject({
  /** What the dock writes on the card. */
  label: v.string(),
  name: v.string(),
  sexCode: v.string(),
  ethnicCode: v.string(),
  birth: day,
  address: v.string(),
  idNumber: v.pipe(v.string(), v.length(18)),
  authority: v.string(),
  validFrom: day,
  validTo: v.union([day, v.literal('long_term')]),
  /** An address stored after the card was made; the chip has room for four. */
  newestAddress: v.optional(v.string()),
  /** The character at byte 248: none for a mainland card. */
  kind: v.optional(v.pipe(v.string(), v.length(1)), ' '),
});
export type SimCard = v.InferOutput<typeof simCard>;

export function readCardFile(dir: string, file: string): SimCard {
  return v.parse(simCard, JSON.parse(readFileSync(join(dir, basename(file)), 'utf8')));
}

/** [byte, bytes, text] of the 256-byte text block, GA/T 490. */
export function textBlockOf(card: SimCard): Buffer {
  const until = card.validTo === 'long_term' ? '长期' : digits(card.validTo);
  const fields: [at: number, bytes: number, text: string][] = [
    [0, 30, card.name],
    [30, 2, card.sexCode],
    [32, 4, card.ethnicCode],
    [36, 16, digits(card.birth)],
    [52, 70, card.address],
    [122, 36, card.idNumber],
    [158, 30, card.authority],
    [188, 16, digits(card.validFrom)],
    [204, 16, until],
    [248, 2, card.kind],
  ];
  const block = Buffer.alloc(256, ' ', 'utf16le');
  for (const [at, bytes, text] of fields) field(text, bytes).copy(block, at);
  return block;
}

/** Four places of 70 bytes; only the first is ever filled here. */
export function addressBlockOf(address: string): Buffer {
  return Buffer.concat([field(address, 70), Buffer.alloc(210, ' ', 'utf16le')]);
}

function field(text: string, bytes: number): Buffer {
  const written = Buffer.from(text, 'utf16le');
  if (written.length > bytes) throw new RangeError(`${text}: longer than ${bytes} bytes`);
  return Buffer.concat([written, Buffer.alloc(bytes - written.length, ' ', 'utf16le')]);
}

function digits(date: string): string {
  return date.replaceAll('-', '');
}
