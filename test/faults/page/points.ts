/** The faults of a page: those of line and power all along the wire, those of the paper path for each manner of printer. */
import type { PageDialect } from '#sim/printers/page-printer-dialect.ts';
import { SPOOL_STEPS } from '../agent-life.ts';
import { runKilledPage } from '../kill/page-run.ts';
import { everyNth, type Point } from '../point.ts';
import { randomOf } from '../random.ts';
import { KILLED_AT_STEP, PAPER_FAULTS, type PageFault, WIRE_FAULTS } from './faults.ts';
import { type PagePoint, PageRun, twoPages } from './run.ts';

const DIALECTS: Readonly<Record<string, Partial<PageDialect>>> = {
  plain: {},
  stopped: { states: 'stopped' },
  zero: { counts: 'zero' },
  uncounted: { counts: 'no' },
  nameless: { keepsNames: false },
  streaming: { streams: true },
};
/** A process that is killed for real takes a hundred times as long as one that only plays dead. */
const KILLS = 120;
const NOTHING: PageFault = { kind: 'nothing', strike: () => {}, stride: 1 };

export async function pagePoints(root: string): Promise<Point[]> {
  const document = await twoPages();
  const points: Point[] = [];
  for (const [name, dialect] of Object.entries(DIALECTS)) {
    const bytes = await undisturbed(root, dialect, document);
    const faults = name === 'plain' ? [...WIRE_FAULTS, ...PAPER_FAULTS] : [...PAPER_FAULTS];
    const point = (fault: PageFault, at: PagePoint['at']) => pointOf(name, { fault, dialect, at }, document);
    for (const fault of faults)
      for (let at = 1; at <= bytes; at += fault.stride) points.push(point(fault, at));
    for (const step of SPOOL_STEPS) points.push(point(KILLED_AT_STEP, step));
    if (name === 'plain') for (const at of everyNth(bytes, KILLS)) points.push(killPointOf(at, document));
  }
  return points;
}

/** How many bytes pass. */
async function undisturbed(
  root: string,
  dialect: Partial<PageDialect>,
  document: Uint8Array,
): Promise<number> {
  const bench = { root, random: randomOf('nothing'), document };
  const run = new PageRun({ fault: NOTHING, dialect, at: 0 }, bench);
  await run.result();
  return run.passed;
}

function killPointOf(at: number, document: Uint8Array): Point {
  const kind = 'page:agent_sigkill';
  return { kind, at, name: `${kind}@${at}`, run: (bench) => runKilledPage(at, { ...bench, document }) };
}

function pointOf(name: string, { fault, dialect, at }: PagePoint, document: Uint8Array): Point {
  const kind = `page:${fault.kind}`;
  return {
    kind,
    at,
    name: `${kind}@${at} ${name}`,
    run: (bench) => new PageRun({ fault, dialect, at }, { ...bench, document }).result(),
  };
}
