/** `node server/manage-services.ts COMMAND ...`: what officials do with the definitions of services. */
import { runCommand } from './command.ts';
import { COVERAGE_USAGE, coverage } from './proving/commands/coverage.ts';
import { LINT_USAGE, lint } from './proving/commands/lint.ts';
import { OUTAGES_USAGE, outages } from './proving/commands/outages.ts';
import { TRY_USAGE, tryFile } from './proving/commands/try.ts';
import { DIFF_USAGE, diff } from './publishing/commands/diff.ts';
import { DRAFTS_USAGE, listDrafts } from './publishing/commands/list-drafts.ts';
import { REPLAY_USAGE, replayDecision } from './publishing/commands/replay.ts';
import { approve, publish, retire, STEP_USAGES } from './publishing/commands/steps.ts';
import { SUBMIT_USAGE, submitFile } from './publishing/commands/submit.ts';

type Command = (args: readonly string[]) => Promise<number>;

const COMMANDS: ReadonlyMap<string, readonly [Command, string]> = new Map([
  ['lint', [lint, LINT_USAGE]],
  ['try', [tryFile, TRY_USAGE]],
  ['coverage', [coverage, COVERAGE_USAGE]],
  ['outages', [outages, OUTAGES_USAGE]],
  ['diff', [diff, DIFF_USAGE]],
  ['submit', [submitFile, SUBMIT_USAGE]],
  ['approve', [approve, STEP_USAGES.approved]],
  ['publish', [publish, STEP_USAGES.published]],
  ['retire', [retire, STEP_USAGES.retired]],
  ['drafts', [listDrafts, DRAFTS_USAGE]],
  ['replay', [replayDecision, REPLAY_USAGE]],
]);
const HELP: ReadonlySet<string> = new Set(['--help', '-h']);

/** Whoever reads along may have seen enough (`| head`): the work is done to its end all the same, with nobody listening. */
function printWhileSomebodyReads(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (fault: NodeJS.ErrnoException) => {
      if (fault.code === 'EPIPE') return;
      process.stderr.write(`写不出去：${fault.message}\n`);
      process.once('exit', () => {
        process.exitCode = 1;
      });
    });
  }
}

function usage(): string {
  return `用法：npm run services -- 命令\n${[...COMMANDS.values()].map(([, each]) => each).join('\n')}\n`;
}

printWhileSomebodyReads();
await runCommand(async () => {
  const [name = '', ...args] = process.argv.slice(2);
  const [command, itsUsage] = COMMANDS.get(name) ?? [];
  if (command === undefined || itsUsage === undefined) {
    if (!HELP.has(name))
      throw new Error(`${name === '' ? '要写一个命令' : `没有 ${name} 这个命令`}。\n${usage()}`);
    process.stdout.write(usage());
    return 0;
  }
  if (!args.some((arg) => HELP.has(arg))) return await command(args);
  process.stdout.write(`用法：npm run services -- ${itsUsage}\n`);
  return 0;
});
