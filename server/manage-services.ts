/** `node server/manage-services.ts COMMAND ...`: what officials do with the definitions of services. */
import { runCommand } from './command.ts';
import { COVERAGE_USAGE, coverage } from './proving/commands/coverage.ts';
import { LINT_USAGE, lint } from './proving/commands/lint.ts';
import { OUTAGES_USAGE, outages } from './proving/commands/outages.ts';
import { TRY_USAGE, tryFile } from './proving/commands/try.ts';

type Command = (args: readonly string[]) => Promise<number>;

const COMMANDS: ReadonlyMap<string, Command> = new Map([
  ['lint', lint],
  ['try', tryFile],
  ['coverage', coverage],
  ['outages', outages],
]);
const USAGE = [LINT_USAGE, TRY_USAGE, COVERAGE_USAGE, OUTAGES_USAGE];

await runCommand(async () => {
  const [name = '', ...args] = process.argv.slice(2);
  const command = COMMANDS.get(name);
  if (command === undefined) throw new Error(`用法：npm run services --\n${USAGE.join('\n')}`);
  return await command(args);
});
