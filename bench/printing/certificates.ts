/**
 * How long a residence certificate takes to draw, cold and warm, and how large it is; the same page
 * by pdfkit and pdfmake in the same run, in turn.
 */
import { execFileSync } from 'node:child_process';
import { percentile, print } from '../report/figure.ts';
import { DRAWERS, type Draw, type Drawer } from './page/drawers.ts';

const WARM_UP = 15;
const ROUNDS = 60;
const COLD_ROUNDS = 5;
const COLD_PAGE = new URL('./page/cold-page.ts', import.meta.url).pathname;

const NAMES = Object.keys(DRAWERS) as Drawer[];
const PEERS = NAMES.filter((name) => name !== 'linli');

export async function benchCertificates(): Promise<void> {
  reportTimes('certificate_cold', new Map(NAMES.map((name) => [name, coldRounds(name)])), 600);
  const { timesMs, sizes } = await warmRounds();
  reportTimes('certificate_warm', timesMs, 150);
  const peersBytes = PEERS.map((peer) => `${peer} ${sizes.get(peer)}`).join(', ');
  const against = `${peersBytes}, neither PDF/A nor signed; aim at most 60000`;
  const value = sizes.get('linli') ?? Number.NaN;
  print({ bench: 'printing', figure: 'certificate_size', value, unit: 'bytes', against });
  const warm = (name: Drawer) => percentile(timesMs.get(name) ?? [], 0.5);
  print({
    bench: 'printing',
    figure: 'certificate_warm_ratio',
    value: warm('linli') / Math.min(...PEERS.map(warm)),
    unit: 'ratio',
    against: 'the faster of pdfkit and pdfmake; aim at most 1',
  });
}

/** Ours, against the peers' in the same run; `aimMs` for the p95. */
function reportTimes(figure: string, timesMs: ReadonlyMap<Drawer, readonly number[]>, aimMs: number): void {
  for (const [name, share] of [
    ['p50', 0.5],
    ['p95', 0.95],
  ] as const) {
    const of = (drawer: Drawer) => percentile(timesMs.get(drawer) ?? [], share);
    const peers = PEERS.map((peer) => `${peer} ${Math.round(of(peer))} ms`).join(', ');
    const against = share === 0.95 ? `${peers}; aim at most ${aimMs}` : peers;
    print({ bench: 'printing', figure: `${figure}_${name}`, value: of('linli'), unit: 'ms', against });
  }
}

/** Each in a fresh process, from the first import to the last byte. */
function coldRounds(drawer: Drawer): number[] {
  return Array.from({ length: COLD_ROUNDS }, () =>
    Number(execFileSync(process.execPath, [COLD_PAGE, drawer], { encoding: 'utf8' })),
  );
}

async function warmRounds() {
  const draws = new Map<Drawer, Draw>();
  for (const name of NAMES) draws.set(name, await DRAWERS[name]());
  const timesMs = new Map<Drawer, number[]>(NAMES.map((name) => [name, []]));
  const sizes = new Map<Drawer, number>();
  for (let round = 0; round < WARM_UP + ROUNDS; round++) {
    for (const [name, draw] of draws) {
      const start = performance.now();
      const { length } = await draw();
      if (round >= WARM_UP) timesMs.get(name)?.push(performance.now() - start);
      sizes.set(name, length);
    }
  }
  return { timesMs, sizes };
}
