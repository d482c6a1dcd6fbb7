import { afterEach, expect, it } from 'vitest';
import { type FarEnd, openFarEnd, STRANGER, WANG } from './far-end.ts';

let far: FarEnd;
afterEach(() => far.close());

it('tells facts and tables', async () => {
  far = await openFarEnd({ flavour: 'xroad' });
  const wanted = { facts: ['residence.since'], tables: ['residence.moves'] };
  expect((await far.ask({ wanted })).answer).toEqual({
    state: 'facts',
    facts: { 'residence.since': '2020-01-01' },
    tables: { 'residence.moves': [['2020-01-01', '2020-01', '1234.56', '自住']] },
  });
});

it('knows not found from every other answer', async () => {
  far = await openFarEnd({ flavour: 'xroad' });
  expect((await far.ask({ subject: STRANGER })).answer).toEqual({ state: 'not_found' });
});

it('says who asks and for which case in headers, and about whom in the body alone', async () => {
  far = await openFarEnd({ flavour: 'xroad', officer: '61020219800101001X\n李民警' });
  const { evidence } = await far.ask();
  const [asked] = far.sim.asked;
  expect(asked?.url).toBe('/r1/DEMO/GOV/610202/police/residence/person');
  expect(asked?.headers).toMatchObject({
    'x-road-id': evidence.requestId,
    'x-road-userid': '61020219800101001X',
    'x-road-issue': 'b7f9c1de-0000-4000-8000-000000000001',
  });
  expect(JSON.stringify(asked?.headers)).not.toContain(WANG.idNumber);
  expect(asked?.body).toMatchObject({ ...WANG, purpose: 'residence-certificate', actor: 'kiosk:hongqi-01' });
});

it('is refused what the security server does not know', async () => {
  far = await openFarEnd({ flavour: 'xroad', service: 'DEMO/GOV/610202/police/residence/other' });
  expect((await far.ask()).answer).toEqual({ state: 'refused' });
  expect(far.logged[0]).toContain('not_permitted');
});
