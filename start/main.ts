/** The commands of package.json, each one function: `node start/main.ts COMMAND [ARG ...]`. */
import { bench } from './bench.ts';
import { buildScreens } from './build-screens.ts';
import { check } from './check.ts';
import { importRegister } from './import-register.ts';
import { makePapers } from './make-papers.ts';
import { makeWalks } from './make-walks.ts';
import { manageServices } from './manage-services.ts';
import { runDoctor } from './run-doctor.ts';
import { runFaults } from './run-faults.ts';
import { runHidTests } from './run-hid-tests.ts';
import { runTests } from './run-tests.ts';
import { startCommunity } from './start-community.ts';

const commands: Record<string, (args: string[]) => Promise<number>> = {
  start: (args) => startCommunity(args, { reload: false }),
  dev: (args) => startCommunity(args, { reload: true }),
  build: () => buildScreens().then(() => 0),
  check,
  test: runTests,
  'test:hid': runHidTests,
  bench,
  import: importRegister,
  doctor: runDoctor,
  faults: runFaults,
  papers: makePapers,
  walks: makeWalks,
  services: manageServices,
};

const [name = '', ...args] = process.argv.slice(2);
const command = commands[name];
if (!command) {
  process.stderr.write(`linli: no command "${name}"; there are ${Object.keys(commands).join(', ')}\n`);
  process.exit(2);
}
try {
  process.exitCode = await command(args);
} catch (error) {
  process.stderr.write(`linli: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
