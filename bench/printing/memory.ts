/** What a long-lived agent holds after thousands of papers. */
import { percentile, print } from '../report/figure.ts';
import { BenchKiosk, type Memory } from './agent/bench-kiosk.ts';
import { DRAWERS } from './page/drawers.ts';
import { EASY_SLIP } from './slips/slip.ts';

const JOBS = 5000;
const LOOK_EVERY_JOBS = 500;
/** The first looks are of an agent that still warms up. */
const FIRST_LOOKS = 2;
const LAST_LOOKS = 3;
const MIB = 1024 * 1024;

export async function benchMemory(): Promise<void> {
  const kiosk = await BenchKiosk.start();
  try {
    report(await looksAt(kiosk));
  } finally {
    await kiosk.stop();
  }
}

/** One look each LOOK_EVERY_JOBS, half pages and half slips, a visit for each pair. */
async function looksAt(kiosk: BenchKiosk): Promise<Memory[]> {
  const draw = await DRAWERS.linli();
  const page = Buffer.from(await draw());
  const slip = Buffer.from(JSON.stringify(EASY_SLIP));
  const looks: Memory[] = [];
  for (let jobs = 2; jobs <= JOBS; jobs += 2) {
    kiosk.screen.send({ type: 'begin' });
    await kiosk.print({ page, slip });
    kiosk.screen.send({ type: 'end_visit' });
    if (jobs % LOOK_EVERY_JOBS === 0) looks.push(await kiosk.memory());
  }
  return looks;
}

function report(looks: readonly Memory[]): void {
  for (const [name, of] of [
    ['heap', 'heapBytes'],
    ['rss', 'rssBytes'],
  ] as const) {
    const first = percentile(
      looks.slice(0, FIRST_LOOKS).map((look) => look[of]),
      0.5,
    );
    const last = percentile(
      looks.slice(-LAST_LOOKS).map((look) => look[of]),
      0.5,
    );
    print({ bench: 'printing', figure: `agent_${name}_${JOBS}_jobs`, value: last / MIB, unit: 'MiB' });
    const against = `the first ${FIRST_LOOKS * LOOK_EVERY_JOBS} jobs, after a forced collection; aim within 5`;
    print({
      bench: 'printing',
      figure: `agent_${name}_growth`,
      value: 100 * (last / first - 1),
      unit: '%',
      against,
    });
  }
}
