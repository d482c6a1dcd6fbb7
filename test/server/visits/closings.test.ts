import { afterAll, beforeAll, expect, it } from 'vitest';
import { TestKiosk } from '../test-kiosk.ts';
import { NOON, openServicePoint, type ServicePoint, wang } from './service-point.ts';
import { ToldDepartments } from './told-departments.ts';

const departments = new ToldDepartments();
let point: ServicePoint;
beforeAll(async () => {
  point = await openServicePoint(departments);
});
afterAll(() => point.close());

const closedOf = async (service: string) =>
  (await point.open(wang)).offers.find((offer) => offer.service === service)?.closed;
const stateOf = (page: object | null, reader: string) =>
  JSON.stringify({ reader: { state: reader, conditions: [] }, printers: { page, slip: null } });
const place = (id: string, page: object | null, longitude: number, reader = 'ready') =>
  point.db
    .updateTable('kiosk')
    .set({
      state: stateOf(page, reader),
      last_seen_at: new Date(NOON),
      address: `样例路${longitude}号`,
      longitude,
      latitude: 35,
    })
    .where('id', '=', id)
    .execute();
const FINE = { state: 'ready', conditions: ['paper_low'] };

it('closes only what needs a department that is down', async () => {
  departments.resting.add('hrss.pension');
  expect(await closedOf('pension-slip')).toMatchObject({
    by: 'department',
    text: { zh: '区社会保险经办中心那边暂时连不上' },
  });
  expect(await closedOf('residence-certificate')).toBeUndefined();
  departments.resting.clear();
  expect(await closedOf('pension-slip')).toBeUndefined();
});

it('closes only what needs an empty tray, and names the nearest machine that can', async () => {
  await new TestKiosk('hongqi-08').enrol(point.db);
  await new TestKiosk('hongqi-09').enrol(point.db);
  await place(point.kiosk.id, { state: 'ready', conditions: ['paper_out'] }, 109);
  await place('hongqi-08', FINE, 109.2);
  await place('hongqi-09', FINE, 109.1);
  expect((await closedOf('residence-certificate'))?.nearest?.zh).toContain('样例路109.1号');
  expect(await closedOf('venue-book')).toBeUndefined();
  await place('hongqi-09', null, 109.1);
  expect((await closedOf('residence-certificate'))?.nearest?.zh).toContain('样例路109.2号');
});

it('sends nobody to a machine that reads no card, was never heard, or was heard in the future', async () => {
  await place(point.kiosk.id, null, 109);
  await place('hongqi-08', FINE, 109.2);
  await place('hongqi-09', FINE, 109.1, 'failed');
  expect((await closedOf('residence-certificate'))?.nearest?.zh).toContain('样例路109.2号');
  const told = (change: object) =>
    point.db.updateTable('kiosk').set(change).where('id', '=', 'hongqi-08').execute();
  await told({ last_seen_at: new Date(NOON + 3_600_000) });
  expect(await closedOf('residence-certificate')).toEqual({ by: 'printer', text: expect.anything() });
  await told({ state: null, last_seen_at: null });
  expect(await closedOf('residence-certificate')).toEqual({ by: 'printer', text: expect.anything() });
});
