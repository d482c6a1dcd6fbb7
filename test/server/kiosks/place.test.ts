import { afterAll, beforeAll, expect, it } from 'vitest';
import { revokeKiosk } from '../../../server/kiosks/kiosks.ts';
import { placesByDistance } from '../../../server/kiosks/nearest.ts';
import { enrolledPlaces, placeKiosk, readPlacing } from '../../../server/kiosks/place.ts';
import { type TestDatabase, testDatabase } from '../database.ts';
import { TestKiosk } from '../test-kiosk.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  for (const id of ['hongqi-01', 'hongqi-02']) await new TestKiosk(id).enrol(database.db);
});
afterAll(() => database.close());

const GOOD = { kiosk: 'hongqi-01', address: '样例路12号一楼', longitude: '108.94', latitude: '34.91' };
const PLACE = { ...GOOD, longitude: 108.94, latitude: 34.91 };

it.each([
  ['no machine', { kiosk: undefined }, '--kiosk 没写'],
  ['no address', { address: '  ' }, '--address 没写'],
  ['an endless address', { address: '路'.repeat(61) }, '--address 太长'],
  ['an address that turns the line', { address: '样例路\u202e12号' }, '--address 里有看不见的字符'],
  ['no longitude', { longitude: undefined }, '--longitude 没写'],
  ['words for a longitude', { longitude: '东经108度' }, '--longitude 不是数字'],
  ['a longitude in hexadecimal', { longitude: '0x20' }, '--longitude 不是数字'],
  ['longitude and latitude the wrong way round', { longitude: '34.91', latitude: '108.94' }, '写反了'],
])('names %s', (_, change, sentence) => {
  expect(readPlacing({ ...GOOD, ...change })).toEqual({ wrong: [expect.stringContaining(sentence)] });
});

it('names all mistakes at once', () => {
  expect(readPlacing({})).toMatchObject({ wrong: { length: 4 } });
});

it('takes a place as typed', () => {
  expect(readPlacing(GOOD)).toEqual({ place: PLACE });
});

it('places no machine that is not enrolled, or no longer', async () => {
  expect(await placeKiosk(database.db, { ...PLACE, kiosk: 'nowhere-01' }, 'staff:test')).toBe(false);
  await new TestKiosk('hongqi-03').enrol(database.db);
  await revokeKiosk(database.db, 'hongqi-03', 'staff:test');
  expect(await placeKiosk(database.db, { ...PLACE, kiosk: 'hongqi-03' }, 'staff:test')).toBe(false);
  expect((await enrolledPlaces(database.db)).map(({ id }) => id)).not.toContain('hongqi-03');
});

it('keeps the place, and who told it', async () => {
  expect(await placeKiosk(database.db, PLACE, 'staff:test')).toBe(true);
  const [first] = await enrolledPlaces(database.db);
  expect(first).toMatchObject({ id: 'hongqi-01', address: '样例路12号一楼', longitude: 108.94 });
  const entry = await database.db
    .selectFrom('audit_entry')
    .select(['actor', 'kiosk'])
    .where('action', '=', 'kiosk_placed')
    .executeTakeFirst();
  expect(entry).toEqual({ actor: 'staff:test', kiosk: 'hongqi-01' });
});

it('goes by the way over the globe, and leaves those without a place to the end', () => {
  const at = (id: string, longitude: number | null, latitude: number | null) => ({
    ...{ id, name: id, address: null, longitude, latitude },
  });
  // At 60 degrees north a degree of longitude is half as long as one of latitude.
  const near = placesByDistance(at('here', 108, 60), [
    ...[at('unknown', null, null), at('north', 108, 60.6), at('east', 109, 60)],
  ]);
  expect(near.map(({ id }) => id)).toEqual(['east', 'north', 'unknown']);
});
