import { afterEach, expect, it } from 'vitest';
import { APP_KEY, type FarEnd, openFarEnd, STRANGER, WANG } from './far-end.ts';

let far: FarEnd;
afterEach(() => far.close());

it('tells the facts that were asked for, each of its type, with the hashes of question and answer', async () => {
  far = await openFarEnd();
  const { answer, evidence } = await far.ask();
  expect(answer).toEqual({
    state: 'facts',
    facts: {
      'residence.since': '2020-01-01',
      'residence.live': true,
      'residence.rooms': 2,
      'residence.kind': '02',
      'residence.left': null,
    },
    tables: {},
  });
  expect(evidence).toMatchObject({
    askedBy: 'resident',
    requestHash: expect.stringMatching(/^[\da-f]{64}$/),
    responseHash: expect.stringMatching(/^[\da-f]{64}$/),
  });
});

it('knows not found from every other answer', async () => {
  far = await openFarEnd();
  const { answer, evidence } = await far.ask({ subject: STRANGER });
  expect(answer).toEqual({ state: 'not_found' });
  expect(evidence.responseHash).toMatch(/^[\da-f]{64}$/);
});

it('asks for no more fields than are wanted', async () => {
  far = await openFarEnd();
  await far.ask({ wanted: { facts: ['residence.since'], tables: ['residence.moves'] } });
  expect(far.sim.asked[0]?.body).toMatchObject({ GMSFHM: WANG.idNumber, fields: ['DJRQ', 'QY'] });
});

it('names the officer of the settings as the one who asks', async () => {
  far = await openFarEnd({ officer: '61020219800101001X\n李民警' });
  const { evidence } = await far.ask();
  expect(evidence.askedBy).toBe('officer');
  expect(far.sim.asked[0]?.body).toMatchObject({ QQRGMSFHM: '61020219800101001X', QQRXM: '李民警' });
});

it('fetches one secret for twenty questions that come at once', async () => {
  far = await openFarEnd();
  const answers = await Promise.all(Array.from({ length: 20 }, () => far.ask()));
  expect(answers.every(({ answer }) => answer.state === 'facts')).toBe(true);
  expect(far.sim.national.refreshes).toBe(1);
});

it('fetches one new secret when the far end has let the old one expire', async () => {
  far = await openFarEnd();
  await far.ask();
  far.sim.national.expireSecrets();
  const answers = await Promise.all(Array.from({ length: 20 }, () => far.ask()));
  expect(answers.every(({ answer }) => answer.state === 'facts')).toBe(true);
  expect(far.sim.national.refreshes).toBe(2);
});

it('fetches one new secret when the far end was started anew and knows the old one no more', async () => {
  far = await openFarEnd();
  await far.ask();
  far.sim.national.forgetSecrets();
  const answers = await Promise.all([far.ask(), far.ask(), far.ask()]);
  expect(answers.map(({ answer }) => answer.state)).toEqual(['facts', 'facts', 'facts']);
  expect(far.sim.national.refreshes).toBe(2);
});

it('renews the secret before its end, and asks with the old one meanwhile', async () => {
  far = await openFarEnd();
  await far.ask();
  far.clock.now += 9.5 * 60_000;
  expect((await far.ask()).answer.state).toBe('facts');
  await expect.poll(() => far.sim.national.refreshes, { timeout: 15_000 }).toBe(2);
});

it('is refused with a wrong appKey', async () => {
  far = await openFarEnd({ appKey: APP_KEY.replace('0', 'f') });
  expect((await far.ask()).answer).toEqual({ state: 'refused' });
  expect(far.logged).toEqual([
    '{"event":"department_silent","fault":"signature_refused","where":"police.residence"}',
  ]);
});

it('follows its clock when that is set back, and never signs the same time twice', async () => {
  far = await openFarEnd();
  await far.ask();
  far.clock.now -= 3_600_000;
  const answers = await Promise.all([far.ask(), far.ask()]);
  expect(answers.map(({ answer }) => answer.state)).toEqual(['facts', 'facts']);
});

it('fetches no secret for a source whose exchange is dark, and says so', async () => {
  far = await openFarEnd({ pace: { answerWithinMs: 300 } });
  await far.sim.setFault('*', { kind: 'hang' });
  const answers = await Promise.all([far.ask(), far.ask()]);
  expect(answers.map(({ answer }) => answer.state)).toEqual(['unavailable', 'unavailable']);
  expect(far.logged[0]).toContain('timed_out');
});
