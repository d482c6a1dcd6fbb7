import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { order } from './orders.ts';
import { PaperLog } from './paper-log.ts';
import type { ChildTask } from './print-child.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'agent-crash-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

const one = order();

async function live(task: Partial<ChildTask>) {
  const whole = JSON.stringify({ dir, order: one, memory: 'good', ...task });
  const child = spawn(process.execPath, [join(import.meta.dirname, 'print-child.ts'), whole], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('exit', (code, signal) => resolve(signal ?? code)));
  return { said: await text(child.stdout), ended: await ended };
}

/** Killed at the step, started again, and handed the same order again. */
async function dieAndLive(dieAt: string, memory: ChildTask['memory']) {
  const first = await live({ dieAt, memory });
  expect(first).toEqual({ said: '', ended: 'SIGKILL' });
  const second = await live({ memory });
  expect(second.ended).toBe(0);
  return { state: JSON.parse(second.said).job.state, papers: new PaperLog(dir).papersOf(one.job) };
}

it.each([
  ['accepted', 'done', 1],
  ['create', 'done', 1],
  ['before_intent', 'done', 1],
  ['after_intent', 'not_printed', 0],
  ['byte_one', 'not_printed', 0],
  ['before_sent', 'not_printed', 0],
  ['after_sent', 'not_printed', 0],
  ['paper', 'not_printed', 0],
  ['evidence', 'done', 1],
  ['before_settled', 'done', 1],
  ['after_settled', 'done', 1],
])(
  'killed at %s, a printer that remembers leaves the job %s with %i papers',
  async (dieAt, state, papers) => {
    expect(await dieAndLive(dieAt, 'good')).toEqual({ state, papers });
  },
);

it.each([
  ['accepted', 'done', 1],
  ['before_intent', 'done', 1],
  ['after_intent', 'uncertain', 0],
  ['before_sent', 'uncertain', 0],
  ['evidence', 'uncertain', 1],
  ['before_settled', 'uncertain', 1],
  ['after_settled', 'done', 1],
])(
  'killed at %s, a printer without memory leaves the job %s with %i papers',
  async (dieAt, state, papers) => {
    expect(await dieAndLive(dieAt, 'none')).toEqual({ state, papers });
  },
);

it('waits, and sends no byte, while a full disk does not take the intent', async () => {
  const { said, ended } = await live({ fullAt: 'before_intent' });
  expect(ended).toBe(0);
  const { job, seen } = JSON.parse(said);
  expect(seen).toContain('waiting:disk_full');
  expect(job.state).toBe('done');
  expect(new PaperLog(dir).papersOf(one.job)).toBe(1);
});

it('keeps the end of a job until the disk takes it', async () => {
  const { said } = await live({ fullAt: 'paper' });
  const { job, seen } = JSON.parse(said);
  expect(seen).toContain('spool_failed');
  expect(job).toMatchObject({ state: 'done', evidence: 'one sheet' });
  expect(new PaperLog(dir).papersOf(one.job)).toBe(1);
});
