import type { CardRecord } from '#agent/contract/card-kinds.ts';

/** A card as it was read, of somebody invented. */
export const WANG_READ: CardRecord = {
  kind: 'mainland',
  name: '王样例',
  sexCode: '2',
  ethnicCode: '01',
  birth: '1954-03-12',
  address: '陕西省铜川市王益区样例路12号',
  idNumber: '61020219540312002X',
  authority: '样例市公安局',
  validFrom: '2014-05-01',
  validTo: 'long_term',
};
