/** A document over loopback, by an agent that is killed for real when a byte passes. */
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { orderOf } from '../agent-life.ts';
import type { Result } from '../judgement.ts';
import { PageFarEnd } from '../page/far-end.ts';
import type { PageFault } from '../page/faults.ts';
import { PAGES, type PageBench, resultOf } from '../page/run.ts';
import { KilledLives } from './killed-lives.ts';

const KILLED: PageFault = { kind: 'agent_sigkill', strike: () => {}, stride: 1 };

export async function runKilledPage(at: number, { root, document }: PageBench): Promise<Result> {
  const dir = mkdtempSync(join(root, 'run-'));
  const printer = new PageFarEnd({}, { at, act: () => lives.kill() });
  const lives = new KilledLives({
    dir,
    order: orderOf('page', document, PAGES),
    printer: {
      kind: 'page',
      url: await printer.wire.open(),
      document: Buffer.from(document).toString('base64'),
    },
  });
  const job = await lives.job(root);
  const result = await resultOf(printer, { job, diedIn: lives.diedIn, fault: KILLED });
  printer.wire.close();
  rmSync(dir, { recursive: true });
  return { ...result, isStruck: lives.diedIn !== undefined };
}
