/** `npm run papers`: prints each sample paper and takes its picture, into docs/papers/. */
import { join } from 'node:path';
import { installTestPrograms } from './install-test-programs.ts';
import { runToEnd } from './processes.ts';
import { root } from './root.ts';

export async function makePapers(args: string[]): Promise<number> {
  await installTestPrograms();
  return await runToEnd(process.execPath, [join(root, 'test/papers/main.ts'), ...args]);
}
