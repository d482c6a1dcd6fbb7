/** `npm run faults -- printing`: breaks everything on the way to paper, at every byte, and counts the papers. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from './root.ts';

export async function runFaults(args: string[]): Promise<number> {
  const child = spawn(process.execPath, [join(root, 'test/faults/main.ts'), ...args], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  return await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}
