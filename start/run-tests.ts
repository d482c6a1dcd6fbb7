/** `npm test`: what CI runs. Installs the programs the tests need, builds the screens, checks, then tests. */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildScreens } from './build-screens.ts';
import { check } from './check.ts';
import { installTestPrograms } from './install-test-programs.ts';
import { runToEnd } from './processes.ts';
import { root } from './root.ts';

const REPORT = join(root, 'var/test-report.json');

/** With arguments it runs only the tests they name, e.g. `npm test -- test/printers`. */
export async function runTests(args: string[]): Promise<number> {
  await installTestPrograms();
  await buildScreens();
  if (args.length === 0 && (await check()) !== 0) return 1;
  mkdirSync(join(root, 'var'), { recursive: true });
  rmSync(REPORT, { force: true });
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const code = await runToEnd(process.execPath, [
    vitest,
    'run',
    '--root',
    root,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${REPORT}`,
    ...args,
  ]);
  if (!existsSync(REPORT)) throw new Error('the test runner ended without a report; why stands above');
  const report = JSON.parse(readFileSync(REPORT, 'utf8')) as {
    numPassedTests: number;
    numFailedTests: number;
  };
  process.stdout.write(`tests: ${report.numPassedTests} passed, ${report.numFailedTests} failed\n`);
  return code;
}
