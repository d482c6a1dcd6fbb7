/** The far end must be strict, or the tests of signatures would prove nothing. */
import { expect, it, onTestFinished } from 'vitest';
import { SimulatedDepartments } from '../../sim/departments/departments.ts';
import { APP_KEY, NOON } from './far-end.ts';

async function refresh(change: Readonly<Record<string, string>> = {}) {
  const sim = new SimulatedDepartments({ appKey: APP_KEY, registers: [], now: () => NOON });
  const url = `${await sim.start()}/secret`;
  onTestFinished(() => sim.stop());
  // printf '%s' 's_6102020000000_secretlinli-demo1795320000000' | openssl dgst -sha256 -hmac KEY -binary | base64
  const headers = {
    gjgxjhpt_rid: 'linli-demo',
    gjgxjhpt_sid: 's_6102020000000_secret',
    gjgxjhpt_rtime: '1795320000000',
    gjgxjhpt_sign: 'UiSkg/UhFbzTryy++5D5nwde1e5hGVvYzGqwCWaS/F0=',
    ...change,
  };
  const code = async () => (await (await fetch(url, { method: 'POST', headers })).json()) as { code: string };
  return { first: (await code()).code, second: (await code()).code };
}

it('lets a signature made by openssl in, once: the same again is a replay', async () => {
  expect(await refresh()).toEqual({ first: '0', second: '4001' });
});

it.each([
  ['another service', { gjgxjhpt_sid: 's_6102020000000_police.residence' }],
  ['another requester', { gjgxjhpt_rid: 'somebody' }],
  ['another time', { gjgxjhpt_rtime: '1795320000001' }],
])('does not let it in for %s', async (_, change) => {
  expect((await refresh(change)).first).toBe('4001');
});
