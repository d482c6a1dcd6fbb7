/** Two processes on one spool, one after the other; the first may be killed at any moment. */
import { type ChildProcess, spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { Spool, type SpooledJob } from '../../../device-agent/printing/spool.ts';
import { openSpoolDatabase } from '../../../device-agent/printing/spool-database.ts';
import { type LastState, SPOOL_FILES } from '../agent-life.ts';
import type { ChildTask } from './child.ts';

let lastTurn: Promise<unknown> = Promise.resolve();

export class KilledLives {
  /** What the spool says of the job after the kill; undefined: the process had ended before. */
  diedIn: LastState | undefined;
  readonly #task: ChildTask;
  #child: ChildProcess | undefined;

  constructor(task: ChildTask) {
    this.#task = task;
  }

  kill(): void {
    if (this.diedIn === undefined) this.#child?.kill('SIGKILL');
  }

  /** One at a time: a start takes a core for itself. */
  job(root: string): Promise<SpooledJob | undefined> {
    const turn = lastTurn.then(() => this.#job(root));
    lastTurn = turn.catch(() => {});
    return turn;
  }

  async #job(root: string): Promise<SpooledJob | undefined> {
    const told = await this.#live(root);
    if (told !== '') return JSON.parse(told);
    this.diedIn = this.#stateLeft(root);
    const toldLater = await this.#live(root);
    return toldLater === '' ? undefined : JSON.parse(toldLater);
  }

  /** What the process said before its end. */
  async #live(root: string): Promise<string> {
    const program = join(import.meta.dirname, 'child.ts');
    const child = spawn(process.execPath, [program, JSON.stringify(this.#task)], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, NODE_COMPILE_CACHE: join(root, 'compiled') },
    });
    this.#child = child;
    return text(child.stdout);
  }

  /** Read from a copy: to open a spool is to change it. */
  #stateLeft(root: string): LastState {
    const { dir, order } = this.#task;
    const copy = mkdtempSync(join(root, 'copy-'));
    for (const file of SPOOL_FILES)
      if (existsSync(join(dir, file))) copyFileSync(join(dir, file), join(copy, file));
    const database = openSpoolDatabase(copy);
    const state = new Spool(database).find(order.job)?.state ?? 'unknown';
    database.close();
    return state;
  }
}
