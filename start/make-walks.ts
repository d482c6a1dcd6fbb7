/** `npm run walks`: walks services through the real screen and takes the pictures, into docs/walks/. */
import { join } from 'node:path';
import { buildScreens } from './build-screens.ts';
import { installTestPrograms } from './install-test-programs.ts';
import { runToEnd } from './processes.ts';
import { root } from './root.ts';

export async function makeWalks(args: string[]): Promise<number> {
  await installTestPrograms();
  await buildScreens();
  return await runToEnd(process.execPath, [join(root, 'test/walks/main.ts'), ...args]);
}
