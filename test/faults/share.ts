/** A share of the run in a process of its own: one for each core. */
import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { Result } from './judgement.ts';
import type { Wish } from './plan.ts';

export interface Told extends Result {
  readonly kind: string;
  readonly name: string;
}

/** Throws when the process ends otherwise than well. */
export async function runShare(
  wish: Wish,
  part: { share: number; of: number },
  hear: (told: Told) => void,
): Promise<void> {
  const child = fork(join(import.meta.dirname, 'worker.ts'), [JSON.stringify({ ...wish, ...part })]);
  const stop = () => child.kill();
  process.once('exit', stop);
  child.on('message', (told) => hear(told as Told));
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (exit, signal) => resolve(signal ?? exit));
  });
  process.off('exit', stop);
  if (code !== 0) throw new Error(`a share of the fault run ended with ${code}`);
}
