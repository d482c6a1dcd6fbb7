import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { importRegister } from '../../../server/residents/import-register.ts';
import { findRegistered } from '../../../server/residents/registered.ts';
import { addressOf } from '../../../server/residents/resident.ts';
import { type TestDatabase, testDatabase } from '../database.ts';
import { type TestKeys, testKeys } from '../keys.ts';
import { registerOf, residentNumber } from './register.ts';

let database: TestDatabase;
let keys: TestKeys;
beforeAll(async () => {
  [database, keys] = await Promise.all([testDatabase(), testKeys()]);
});
afterAll(() => Promise.all([database.close(), keys.close()]));
beforeEach(() => database.db.deleteFrom('resident').execute());

const take = (csv: string) =>
  importRegister(database.db, keys.keyring, { csv: Readable.from([csv]), actor: 'command:import' });
const indexOf = (order: number) => keys.keyring.index.of(residentNumber(order));
const addressIn = (order: number) => addressOf(database.db, keys.keyring, indexOf(order));
const countResidents = async () => (await database.db.selectFrom('resident').select('id').execute()).length;

it('imports nothing of 10,000 rows when one is bad, and names its line', async () => {
  const lines = registerOf(10_000).split('\n');
  lines[4999] = lines[4999]?.replace('2020-01-01', '2020-13-01') ?? '';
  expect(await take(lines.join('\n'))).toEqual({
    kind: 'rejected',
    bad: [{ kind: 'bad', line: 5000, column: 'residence_since', reason: 'not_a_date' }],
  });
  expect(await countResidents()).toBe(0);
});

it('lists every bad row of a file, not only the first', async () => {
  const lines = registerOf(1200).split('\n');
  for (const at of [1, 600, 1200]) lines[at] = lines[at]?.replace('610202001001', '61') ?? '';
  const outcome = await take(lines.join('\n'));
  expect(outcome.kind === 'rejected' && outcome.bad.map(({ line }) => line)).toEqual([2, 601, 1201]);
});

it('imports 10,000 good rows, and the same file again changes nobody', async () => {
  expect(await take(registerOf(10_000))).toMatchObject({ kind: 'imported', count: 10_000 });
  expect(await take(registerOf(10_000))).toMatchObject({ kind: 'imported', count: 10_000 });
  expect(await countResidents()).toBe(10_000);
  expect(await addressIn(9999)).toBe('样例路9999号');
  expect(await findRegistered(database.db, indexOf(9999))).toEqual({
    communityCode: '610202001001',
    residenceSince: '2020-01-01',
    hukouDistrict: '610202',
  });
});

it('brings a known resident up to date and leaves those who are not in the file', async () => {
  await take(registerOf(2));
  await take(registerOf(1).replace('2020-01-01', '').replace('样例路0号', '样例路改名号'));
  expect(await addressIn(0)).toBe('样例路改名号');
  expect(await findRegistered(database.db, indexOf(0))).toMatchObject({ residenceSince: null });
  expect(await addressIn(1)).toBe('样例路1号');
});

it('imports nothing when the file breaks off in the middle', async () => {
  const broken = Readable.from(
    (async function* () {
      yield registerOf(700);
      throw new Error('the stick was pulled out');
    })(),
  );
  const importing = importRegister(database.db, keys.keyring, { csv: broken, actor: 'command:import' });
  await expect(importing).rejects.toThrow('pulled out');
  expect(await countResidents()).toBe(0);
});

it('does not open one resident’s sealed address in the row of another', async () => {
  await take(registerOf(2));
  await sql`update resident set address_sealed = (select address_sealed from resident order by id desc limit 1)`.execute(
    database.db,
  );
  const opened = await Promise.allSettled([0, 1].map(addressIn));
  expect(opened.filter(({ status }) => status === 'rejected')).toHaveLength(1);
});

it('finds a number with a small x, and nobody under a number it does not have', async () => {
  await take(registerOf(30));
  const find = (idNumber: string) => findRegistered(database.db, keys.keyring.index.of(idNumber));
  expect(await find('11010519491231002X')).toBeUndefined();
  const withX = Array.from({ length: 30 }, (_, order) => residentNumber(order)).find((id) =>
    id.endsWith('X'),
  );
  expect(await find(withX?.toLowerCase() ?? '')).toBeDefined();
});

it('has a register for the demonstration that is good in every row', async () => {
  const csv = createReadStream(new URL('../../../server/seed/demo-residents.csv', import.meta.url));
  const outcome = await importRegister(database.db, keys.keyring, { csv, actor: 'server' });
  expect(outcome).toEqual({ kind: 'imported', count: 43, unknownAreas: [] });
});
