import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { ReaderView } from '../../../device-agent/card/card-station.ts';
import { readCardFile } from '../../sim/reader/card-file.ts';

/** The host lays the same one on the reader at its end. */
export const TEST_CARD = readCardFile(join(import.meta.dirname, '../../sim/cards'), 'wang-yangli.json');

/** What stands in that file: from the first field of the text block to the last, and the photo's lengths between them. */
const PRINTED = {
  kind: 'mainland',
  name: '王样例',
  sexCode: '2',
  ethnicCode: '01',
  birth: '1954-03-12',
  address: '陕西省铜川市王益区红旗街街道样例路12号3栋2单元501室',
  idNumber: '610202195403120024',
  authority: '铜川市公安局王益分局',
  validFrom: '2016-03-12',
  validTo: 'long_term',
};

/** Whether a card was read to its end. */
export const isRead = ({ card }: ReaderView) => card.state === 'read';

/** The record is whole: every field of the card, as it is printed. */
export function assertTestCard({ card }: ReaderView): void {
  assert.equal(card.state, 'read');
  assert.partialDeepStrictEqual(card.record, PRINTED);
}
