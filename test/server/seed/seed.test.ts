import { afterAll, beforeAll, expect, it } from 'vitest';
import { findRegistered } from '../../../server/residents/registered.ts';
import { seedDemo } from '../../../server/seed/seed.ts';
import { type TestDatabase, testDatabase } from '../database.ts';
import { type TestKeys, testKeys } from '../keys.ts';

const WANG = '610202195403120024';
const LI = '610202196811050111';
/** Still 31 August in China. */
const SUMMER = Date.parse('2031-08-31T15:59:59Z');

let database: TestDatabase;
let keys: TestKeys;
beforeAll(async () => {
  [database, keys] = await Promise.all([testDatabase(), testKeys()]);
});
afterAll(() => Promise.all([database.close(), keys.close()]));

const sinceOf = async (idNumber: string) =>
  (await findRegistered(database.db, keys.keyring.index.of(idNumber)))?.residenceSince;

it('lets the newcomer have moved in four months ago, in whatever year the demonstration begins', async () => {
  expect(await seedDemo(database.db, keys.keyring, SUMMER)).toBe(true);
  expect(await sinceOf(LI)).toBe('2031-05-01');
  expect(await sinceOf(WANG)).toBe('2020-01-01');
});

it('leaves a register that has anybody as it is', async () => {
  expect(await seedDemo(database.db, keys.keyring, SUMMER + 365 * 86_400_000)).toBe(false);
  expect(await sinceOf(LI)).toBe('2031-05-01');
});
