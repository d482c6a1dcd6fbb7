/** `npm run papers`: prints each sample paper and takes its picture, into docs/papers/. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { installTestPrograms } from './install-test-programs.ts';
import { root } from './root.ts';

export async function makePapers(args: string[]): Promise<number> {
  await installTestPrograms();
  const child = spawn(process.execPath, [join(root, 'test/papers/main.ts'), ...args], { stdio: 'inherit' });
  return await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}
