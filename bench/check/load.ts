/** `load.ts URL TOKEN`: asks one question over and over on a few connections; sends what it measured to its parent. */
import { Agent, request } from 'node:http';
import { percentile } from '../report/figure.ts';

const CONNECTIONS = 16;
const WARM_UP_MS = 1500;
const MEASURE_MS = 5000;
const BODY = JSON.stringify({ service: 'residence-certificate' });

const [url = '', token = ''] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
const headers = {
  'content-type': 'application/json',
  'content-length': Buffer.byteLength(BODY),
  ...(token && { authorization: `Bearer ${token}` }),
};
const latenciesMs: number[] = [];
const startedAt = performance.now();
const measureFrom = startedAt + WARM_UP_MS;
const until = measureFrom + MEASURE_MS;

await Promise.all(Array.from({ length: CONNECTIONS }, askUntilDone));
agent.destroy();
process.send?.({
  perSecond: Math.round(latenciesMs.length / (MEASURE_MS / 1000)),
  p99Ms: percentile(latenciesMs, 0.99),
});

async function askUntilDone(): Promise<void> {
  for (;;) {
    const from = performance.now();
    if (from > until) return;
    const status = await ask();
    if (status !== 200) throw new Error(`${url} answered ${status}`);
    if (from > measureFrom) latenciesMs.push(performance.now() - from);
  }
}

function ask(): Promise<number> {
  return new Promise((resolve, reject) => {
    const asking = request(url, { method: 'POST', agent, headers }, (response) => {
      response.resume();
      response.once('end', () => resolve(response.statusCode ?? 0));
    });
    asking.once('error', reject);
    asking.end(BODY);
  });
}
