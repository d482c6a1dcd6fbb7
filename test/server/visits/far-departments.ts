/** A service point before the simulated departments, over HTTP as in life; the clock of both is the real one. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'valibot';
import { readFactBook } from '../../../server/definitions/fact-book.ts';
import { openDepartments } from '../../../server/departments/departments.ts';
import { exchangeSettings } from '../../../server/departments/exchanges/exchange-settings.ts';
import { SimulatedDepartments } from '../../sim/departments/departments.ts';
import { openServicePoint } from './service-point.ts';

export const APP_KEY = '0123456789abcdef0123456789abcdef';

export type FarPoint = Awaited<ReturnType<typeof openFarPoint>>;

export async function openFarPoint(sources: readonly string[]) {
  const sim = new SimulatedDepartments({ appKey: APP_KEY });
  await sim.start();
  const logged: string[] = [];
  const departmentsWith = (appKey: string, now: () => number = Date.now) => {
    const keyFile = join(mkdtempSync(join(tmpdir(), 'linli-exchange-')), 'key');
    writeFileSync(keyFile, appKey, { mode: 0o600 });
    const province = sim.nationalExchange(sources, keyFile);
    return openDepartments({
      settings: parse(exchangeSettings, { province }),
      book: readFactBook(),
      log: (event, fields) => void logged.push(JSON.stringify({ event, ...fields })),
      now,
      // Shorter than the slowest fault, longer than a busy machine takes for any other answer.
      pace: { answerWithinMs: 2500, retryWithinMs: 1000, restMs: 50 },
    });
  };
  const departments = departmentsWith(APP_KEY);
  const point = await openServicePoint(departments);
  point.clock.now = Date.now();
  return {
    sim,
    point,
    logged,
    departmentsWith,
    close: async () => {
      await point.close();
      await departments.close();
      await sim.stop();
    },
  };
}
