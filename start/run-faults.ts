/** `npm run faults -- printing`: breaks everything on the way to paper, at every byte, and counts the papers. */
import { join } from 'node:path';
import { runWithSignals } from './processes.ts';
import { root } from './root.ts';

export async function runFaults(args: string[]): Promise<number> {
  return await runWithSignals(process.execPath, [join(root, 'test/faults/main.ts'), ...args]);
}
