/**
 * Eligibility checks a second over HTTP, through the database, against a bare Express JSON route in the same run: the
 * two take turns under the same load from a process of its own.
 */
import { fork } from 'node:child_process';
import { join } from 'node:path';
import { readCardFile } from '#sim/reader/card-file.ts';
import { buildHouse } from '../test/journeys/house.ts';
import { openVisit, ScreenClient } from '../test/journeys/screen-client.ts';
import { percentile, print } from './report/figure.ts';

interface Load {
  readonly perSecond: number;
  readonly p99Ms: number;
}

const ROUNDS = 3;
const CARD = readCardFile(join(import.meta.dirname, '../test/sim/cards'), 'wang-yangli.json');

const house = await buildHouse();
const bare = fork(join(import.meta.dirname, 'check/bare-express.ts'));
try {
  const bareUrl = await new Promise<string>((resolve) => bare.once('message', (url) => resolve(String(url))));
  const token = await visitToken();
  const checks: Load[] = [];
  const bares: Load[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    bares.push(await loadOn(`${bareUrl}/`, ''));
    checks.push(await loadOn(`${house.serverUrl}/api/checks`, token));
  }
  const median = (loads: readonly Load[], pick: (load: Load) => number) => percentile(loads.map(pick), 0.5);
  const rate = (loads: readonly Load[]) => median(loads, ({ perSecond }) => perSecond);
  const p99 = (loads: readonly Load[]) => median(loads, ({ p99Ms }) => p99Ms);
  const against = 'a bare Express JSON route in the same run';
  print({
    bench: 'check',
    figure: 'rate',
    value: rate(checks),
    unit: '1/s',
    against: `${against}: ${rate(bares)} 1/s`,
  });
  print({
    bench: 'check',
    figure: 'rate_ratio',
    value: rate(checks) / rate(bares),
    unit: 'ratio',
    against: `${against}; aim at least 0.35`,
  });
  print({
    bench: 'check',
    figure: 'p99',
    value: p99(checks),
    unit: 'ms',
    against: `${against}: ${p99(bares)} ms`,
  });
  print({
    bench: 'check',
    figure: 'p99_ratio',
    value: p99(checks) / p99(bares),
    unit: 'ratio',
    against: `${against}; aim at most 5`,
  });
} finally {
  bare.kill();
  await house.tearDown();
}

async function visitToken(): Promise<string> {
  const screen = await ScreenClient.open(house.kioskUrl);
  screen.send({ type: 'begin' });
  house.reader.lay(CARD);
  const { token } = await openVisit(house.serverUrl, await screen.assertion());
  return token;
}

/** Load from another process, so that the measuring does not share a thread with anything measured. */
function loadOn(url: string, token: string): Promise<Load> {
  return new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, 'check/load.ts'), [url, token]);
    child.once('message', (load) => resolve(load as Load));
    child.once('exit', (code) => code && reject(new Error(`the load ended with ${code}`)));
  });
}
