import { parse } from 'valibot';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { lookupAnswer } from '#server/contract/certificates.ts';
import { codeOf, NOON, openServicePoint, type ServicePoint, wang } from '../../visits/service-point.ts';
import { keepInstead, recordOf } from '../papers/records.ts';

let point: ServicePoint;
beforeAll(async () => {
  point = await openServicePoint();
});
afterAll(() => point.close());
beforeEach(() => {
  point.clock.now = NOON;
});

it('answers a typed number with what became of it, a wrong last four like a wrong number', async () => {
  const { token } = await point.open(wang);
  const { number } = await point.issue(token);
  const look = async (wish: object) => {
    const answer = await point.post('/api/lookups', wish);
    return answer.status === 200 ? parse(lookupAnswer, await answer.json()) : codeOf(answer);
  };
  expect(await look({ number, lastFour: '0024' })).toEqual({
    found: 'live',
    copy: 1,
    issuedOn: '2026-11-22',
    validUntil: '2026-12-22',
    title: '居住证明',
  });
  expect(await look({ number, lastFour: '0025' })).toEqual({ found: 'unknown' });
  expect(await look({ number: '610202001001-2026-999999', lastFour: '0024' })).toEqual({ found: 'unknown' });
  expect(await look({ number: 'x', lastFour: '0024' })).toBe('400 malformed');
  point.clock.now = Date.parse('2026-12-22T15:59:59Z');
  expect(await look({ number, lastFour: '0024' })).toMatchObject({ found: 'live' });
  point.clock.now = Date.parse('2026-12-22T16:00:00Z');
  expect(await look({ number, lastFour: '0024' })).toMatchObject({ found: 'expired' });
});

it('tells of a paper that is only data what it says in one sentence, and whose data it is', async () => {
  const { token } = await point.open(wang);
  const { number } = await point.issue(token);
  await keepInstead(point, number, await recordOf());
  const answer = await point.post('/api/lookups', { number, lastFour: '3022' });
  expect(await answer.json()).toMatchObject({
    found: 'live',
    title: '社会保险参保证明',
    holder: '样例市社会保险经办中心',
    statement: '参加企业职工基本养老保险，累计缴费126个月',
  });
  const wrong = await point.post('/api/lookups', { number, lastFour: '0024' });
  expect(await wrong.json()).toEqual({ found: 'unknown' });
});

const DAY_MS = 24 * 3_600_000;
const guess = (number: number, lastFour = '0000') =>
  point.post('/api/lookups', { number: `610202001001-2026-${String(number).padStart(6, '0')}`, lastFour });

it('lets nobody try one last four after another, whatever the hour, and anybody ask about another number', async () => {
  point.clock.now = NOON + 365 * DAY_MS;
  for (let guesses = 0; guesses < 10; guesses += 1) {
    expect((await guess(800_000, `000${guesses}`)).status).toBe(200);
    point.clock.now += 3_600_000;
  }
  expect(await codeOf(await guess(800_000))).toBe('429 too_many_requests');
  expect((await guess(800_001)).status).toBe(200);
  point.clock.now += DAY_MS;
  expect((await guess(800_000)).status).toBe(200);
});

it('lets a hundred people behind one proxy ask in a minute, and no crowd of guessers', async () => {
  point.clock.now = NOON + 500 * DAY_MS;
  for (let asked = 0; asked < 120; asked += 1) expect((await guess(asked)).status).toBe(200);
  expect(await codeOf(await guess(120))).toBe('429 too_many_requests');
  point.clock.now += 60_000;
  expect((await guess(120)).status).toBe(200);
});
