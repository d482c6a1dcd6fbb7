/**
 * One check over HTTP that needs three departments, each of which takes 50 ms to answer. Departments, server and caller
 * share one process: it is slower than life, never faster.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'valibot';
import { readFactBook } from '../../server/definitions/fact-book.ts';
import { openDepartments } from '../../server/departments/departments.ts';
import { exchangeSettings } from '../../server/departments/exchanges/exchange-settings.ts';
import { li, openServicePoint } from '../../test/server/visits/service-point.ts';
import { ALL, SimulatedDepartments } from '../../test/sim/departments/departments.ts';
import { percentile, print } from '../report/figure.ts';

const ANSWER_MS = 50;
const WARM_UP = 5;
const ROUNDS = 60;
const SERVICE = 'job-hardship';
const ASKED = ['hrss.employment', 'disabled.card', 'civil.assistance'];
const APP_KEY = '0123456789abcdef0123456789abcdef';

export async function benchDepartments(): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'linli-bench-'));
  const sim = new SimulatedDepartments({ appKey: APP_KEY });
  await sim.start();
  const point = await openServicePoint(departmentsOf(sim, dir));
  try {
    await sim.setFault(ALL, { kind: 'slow', ms: ANSWER_MS });
    const timesMs: number[] = [];
    for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
      point.clock.now = Date.now();
      const { token } = await point.open(li);
      sim.asked.length = 0;
      const from = performance.now();
      const answer = await point.post('/api/checks', { service: SERVICE, answers: {} }, token);
      await answer.text();
      if (round >= WARM_UP) timesMs.push(performance.now() - from);
      requireAsked(sim, answer.status);
    }
    report(timesMs);
  } finally {
    await point.close();
    await sim.stop();
    rmSync(dir, { recursive: true });
  }
}

function departmentsOf(sim: SimulatedDepartments, dir: string) {
  const keyFile = join(dir, 'key');
  writeFileSync(keyFile, APP_KEY, { mode: 0o600 });
  const settings = parse(exchangeSettings, { province: sim.nationalExchange(ASKED, keyFile) });
  return openDepartments({ settings, book: readFactBook(), log: () => {} });
}

/** A bench of a check that asked nobody measures nothing. */
function requireAsked({ asked }: SimulatedDepartments, status: number): void {
  const sources = new Set(asked.map(({ source }) => source));
  if (status !== 200 || ASKED.some((source) => !sources.has(source))) {
    throw new Error(`the check answered ${status} and asked ${[...sources].join(', ')}`);
  }
}

function report(timesMs: readonly number[]): void {
  const against = `three departments of ${ANSWER_MS} ms each; one after the other ${3 * ANSWER_MS}`;
  const figure = (name: string, share: number, aim: string): void =>
    print({
      bench: 'rules',
      figure: name,
      value: percentile(timesMs, share),
      unit: 'ms',
      against: `${against}${aim}`,
    });
  figure('check_three_departments_p50', 0.5, '');
  figure('check_three_departments_p95', 0.95, '; aim below 120');
}
