/** An agent's print path as a process of its own, that can be made to die at a named step, or to find the disk full. */
import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'valibot';
import { orderClaims } from '#server/contract/envelopes.ts';
import { PrintQueue } from '../../../device-agent/printing/print-queue.ts';
import { Spool } from '../../../device-agent/printing/spool.ts';
import { openSpoolDatabase } from '../../../device-agent/printing/spool-database.ts';
import { eventually } from '../eventually.ts';
import { PaperLog } from './paper-log.ts';
import { ScriptedPrinter } from './scripted-printer.ts';

export interface ChildTask {
  readonly dir: string;
  readonly order: unknown;
  /** The step at which the process kills itself; undefined: it lives. */
  readonly dieAt?: string;
  /** The step from which on no file may grow, until the job is seen to wait. */
  readonly fullAt?: string;
  readonly memory: 'good' | 'none';
}
const task: ChildTask = JSON.parse(process.argv[2] ?? '');

let fullAt = task.fullAt;

function step(name: string): void {
  if (name === fullAt) {
    fullAt = undefined;
    limitFiles(String(statSync(join(task.dir, 'spool.db-wal')).size));
  }
  if (name === task.dieAt) process.kill(process.pid, 'SIGKILL');
}

/** Of util-linux, which every Linux has. */
const PRLIMIT = 'prlimit';

/** A write beyond this many bytes of a file fails, as on a full disk; Node leaves SIGXFSZ alone. */
function limitFiles(bytes: string): void {
  execFileSync(PRLIMIT, [`--pid=${process.pid}`, `--fsize=${bytes}:`]);
}

class SteppedSpool extends Spool {
  override intend(job: string, deviceJob: string): void {
    step('before_intent');
    super.intend(job, deviceJob);
    step('after_intent');
  }

  override markSent(job: string): void {
    step('before_sent');
    super.markSent(job);
    step('after_sent');
  }

  override settle(...end: Parameters<Spool['settle']>): void {
    step('before_settled');
    super.settle(...end);
    step('after_settled');
  }
}

const spool = new SteppedSpool(openSpoolDatabase(task.dir));
const printer = new ScriptedPrinter(new PaperLog(task.dir));
printer.memory = task.memory;
printer.onStep = step;
const seen = new Set<string>();
const queue: PrintQueue = new PrintQueue({
  spool,
  drivers: { page: printer },
  fetchDocument: async () => Buffer.from('%PDF-1.7'),
  log: (event) => seen.add(event),
  onChange: () => {
    for (const { state, fault } of queue.view) seen.add(fault === null ? state : `${state}:${fault}`);
  },
  onSettled: () => {},
  pollMs: 5,
});
queue.start();
const order = parse(orderClaims, task.order);
queue.submit(order);
step('accepted');
if (task.fullAt !== undefined) {
  await eventually(
    () => [...seen],
    (states) => states.some((state) => state.endsWith('disk_full') || state === 'done'),
  );
  limitFiles('unlimited');
}
await eventually(
  () => spool.find(order.job),
  (job) => job === undefined || job.settledAt !== null,
);
process.stdout.write(JSON.stringify({ job: spool.find(order.job), seen: [...seen] }));
await queue.stop(1000);
