/** Cards that no table knows: what is odd about them stands on the paper as it is, or is left out: never guessed, never a refusal. */
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CardRecord } from '#agent/contract/card-kinds.ts';
import { importRegister } from '../../../server/residents/import-register.ts';
import { textOf } from '../../printers/page/paper.ts';
import { REGISTER_HEADER } from '../residents/register.ts';
import { storedPaper } from '../stored-paper.ts';
import { COMMUNITY, NOON, openServicePoint, type ServicePoint, wang } from '../visits/service-point.ts';

/** No area code begins with 99 (GB/T 2260); the check character by ISO 7064 MOD 11-2. */
const NOWHERE = '999999198001010011';

let point: ServicePoint;
beforeAll(async () => {
  point = await openServicePoint();
  const row = `${NOWHERE},周样例,1,57,1980-01-01,样例路9号,${COMMUNITY.code},2020-01-01,,,`;
  const csv = Readable.from([`${REGISTER_HEADER}\n${row}\n`]);
  expect(await importRegister(point.db, point.keyring, { csv, actor: 'command:import', now: NOON })).toEqual({
    kind: 'imported',
    count: 1,
    unknownAreas: [2],
  });
});
afterAll(() => point.close());

/** The words on the page that the kiosk is to print. */
async function paperFor(card: CardRecord): Promise<string> {
  const { token } = await point.open(card);
  const { orders } = await point.issue(token);
  return textOf((await storedPaper(point, orders[0]?.job ?? '')).bytes);
}

it('certifies a resident whose number names no area that exists', async () => {
  const page = await paperFor({ ...wang, name: '周样例', birth: '1980-01-01', idNumber: NOWHERE });
  expect(page).toContain(NOWHERE);
});

it.each([
  ['an ethnic code of no table', { ethnicCode: '57' }, '，民族代码57，'],
  ['no ethnic code', { ethnicCode: '' }, '），女，自'],
  ['the code of the foreign born', { ethnicCode: '98' }, '外国血统中国籍人士'],
  ['a validity without end', { validTo: 'long_term' as const }, wang.idNumber],
])('certifies a resident whose card has %s', async (_, odd, words) => {
  expect(await paperFor({ ...wang, ...odd })).toContain(words);
});

it('leaves out a sex that the card does not tell', async () => {
  const sex = /，[男女]，|未说明/u;
  expect(await paperFor(wang)).toMatch(sex);
  expect(await paperFor({ ...wang, sexCode: '9' })).not.toMatch(sex);
});
