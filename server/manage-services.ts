/** `node server/manage-services.ts COMMAND ...`: what officials do with the definitions of services. */
import { runCommand } from './command.ts';
import { COVERAGE_USAGE, coverage } from './proving/commands/coverage.ts';
import { LINT_USAGE, lint } from './proving/commands/lint.ts';
import { OUTAGES_USAGE, outages } from './proving/commands/outages.ts';
import { TRY_USAGE, tryFile } from './proving/commands/try.ts';

import { DIFF_USAGE, diff } from './publishing/commands/diff.ts';
import { listDrafts } from './publishing/commands/list-drafts.ts';
import { replayDecision } from './publishing/commands/replay.ts';
import { approve, publish, retire } from './publishing/commands/steps.ts';
import { submitFile } from './publishing/commands/submit.ts';

type Command = (args: readonly string[]) => Promise<number>;

const COMMANDS: ReadonlyMap<string, Command> = new Map([
  ['lint', lint],
  ['try', tryFile],
  ['coverage', coverage],
  ['outages', outages],
  ['diff', diff],
  ['submit', submitFile],
  ['approve', approve],
  ['publish', publish],
  ['retire', retire],
  ['drafts', listDrafts],
  ['replay', replayDecision],
]);
const USAGE = [
  LINT_USAGE,
  TRY_USAGE,
  COVERAGE_USAGE,
  OUTAGES_USAGE,
  DIFF_USAGE,
  'submit FILE --staff 工号 [--settings FILE]    交上来，等人核准',
  'approve | publish | retire 名字@版本 --staff 工号 [--settings FILE]    核准、发布、停用，要不同的人',
  'drafts [--settings FILE]    交上来的都有哪些',
  'replay 证明编号 [--settings FILE]    照当时的规则和事实再算一遍',
];

await runCommand(async () => {
  const [name = '', ...args] = process.argv.slice(2);
  const command = COMMANDS.get(name);
  if (command === undefined) throw new Error(`用法：npm run services --\n${USAGE.join('\n')}`);
  return await command(args);
});
