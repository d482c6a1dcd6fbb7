/** What the server takes from a kiosk as a card: each kind by its own fields. */
import { safeParse } from 'valibot';
import { expect, it } from 'vitest';
import { cardRecord } from '#agent/contract/card-kinds.ts';

const FOREIGNER = {
  kind: 'foreigner_2017',
  englishName: 'ZHENGJIAN, YANGBEN',
  sexCode: '2',
  idNumber: 'CAN110081080319',
  nationality: 'CAN',
  name: '',
  issuedOn: '2015-10-25',
  validTo: '2025-10-24',
  birth: '1981-08-03',
  cardVersion: '01',
  authorityCode: '1500',
};
const without = (field: string) =>
  Object.fromEntries(Object.entries(FOREIGNER).filter(([name]) => name !== field));

it('takes a card as it was read, half a surrogate pair included', () => {
  const odd = { ...FOREIGNER, name: '证\ud86d' };
  const travelled: unknown = JSON.parse(Buffer.from(JSON.stringify(odd)).toString('utf8'));
  expect(safeParse(cardRecord, travelled)).toMatchObject({ success: true, output: odd });
});

it.each([
  ['an unknown kind', { ...FOREIGNER, kind: 'foreigner_2031' }],
  ['a name of an object', { ...FOREIGNER, kind: 'constructor' }],
  ['no kind', without('kind')],
  ['a field missing', without('englishName')],
  ['the kind of another card', { ...FOREIGNER, kind: 'mainland' }],
  ['a birth in another form', { ...FOREIGNER, birth: '19810803' }],
  ["validity without end, which no foreigner's card has", { ...FOREIGNER, validTo: 'long_term' }],
  ['a number for a name', { ...FOREIGNER, name: 5 }],
])('refuses a record with %s', (_, record) => {
  expect(safeParse(cardRecord, record).success).toBe(false);
});
